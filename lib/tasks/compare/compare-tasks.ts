import type { ChangesSection, PayloadSection } from '../payload-section'
import type { Task } from '../task'
import { compareFields } from './compare-fields'
import { compareSections } from './compare-sections'
import { taskFacts } from './task-facts'

/** A task and what is known of what it did. */
export interface ComparedTask {
  task: Task
  sections: PayloadSection[]
}

export interface Comparison {
  facts: ChangesSection
  /** Empty where the types differ: what they did has nothing in common. */
  payload: ChangesSection[]
}

/** Two tasks side by side, the first as `before`. Never throws. */
export function compareTasks(a: ComparedTask, b: ComparedTask): Comparison {
  const changes = compareFields(taskFacts(a.task), taskFacts(b.task))
  return {
    facts: { kind: 'changes', title: { key: 'facts' }, changes },
    payload: isSameType(a.task, b.task) ? compareSections(a.sections, b.sections) : [],
  }
}

type TypeOfTask = Pick<Task, 'type' | 'typeWire'>

/** Of types that nobody has documented, the words that came must be the same. */
export function isSameType(one: TypeOfTask, other: TypeOfTask): boolean {
  return one.type === other.type && (one.type !== 'unknown' || one.typeWire === other.typeWire)
}
