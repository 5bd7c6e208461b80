import 'server-only'
import { failureKindOf } from '@/lib/tasks/failure/failure-kind'
import { reasonOf } from '@/lib/tasks/failure/reason-of'
import { newestStartFirst } from '@/lib/tasks/newest-start-first'
import { startOf, type Task } from '@/lib/tasks/task'
import { formatTaskLocator, locatorOf } from '@/lib/tasks/task-locator'
import { toUtcText } from '@/lib/tasks/task-time'
import type { FailureGroup, TasksPage } from '@/lib/tasks/tasks-page'
import { ruleFor } from './failure-rules'

export type FailureGroups = Pick<TasksPage, 'failures' | 'failureKinds'>

const MOST_GROUPS = 20
const HEADLINE_LENGTH = 200

/** What failed alike more than once; the kind that is asked for too, if any task is of it. */
export function groupFailures(tasks: Iterable<Task>, asked: string | null): FailureGroups {
  const byKind = Map.groupBy(failedOf(tasks), ({ kind }) => kind)
  const groups = [...byKind]
    .map(([kind, failed]) => toGroup(kind, failed.map(({ task }) => task)))
    .sort(mostWidespreadFirst)
  const repeated = groups.filter(({ count }) => count > 1)
  const first = repeated.slice(0, MOST_GROUPS)
  const others = groups.filter((group) => group.kind === asked && !first.includes(group))
  return { failures: [...first, ...others], failureKinds: { all: groups.length, repeated: repeated.length } }
}
