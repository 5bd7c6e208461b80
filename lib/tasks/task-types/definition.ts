import type { Json } from '@/lib/json'
import type { PayloadSection } from '../payload-section'
import type { Task } from '../task'

/** One task type. Its slug is its wire name in kebab-case, its label `taskType.<slug>` in the messages. */
export interface TaskTypeDefinition {
  /** The integer of requests and of the documented reply. */
  code: number
  /** The live reply's word. */
  wire: string
  /** Sections of the documented `Data`; whatever is not read must come back as a `json` section. Never throws. */
  describePayload: (payload: Json, task: Pick<Task, 'instanceIds' | 'region'>) => PayloadSection[]
}
