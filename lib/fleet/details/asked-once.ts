import 'server-only'
import type { Scope } from '@/lib/config'
import type { Problem } from '@/lib/http/problem'
import type { Bound, Detail, DetailData, DetailOf, DetailSourceName, MatchedBy } from '@/lib/tasks/details/task-details'
import { toUtcText } from '@/lib/tasks/task-time'
import type { Fleet } from '../fleet'
import { toProblem } from '../to-problem'
import { askSibling } from './ask-sibling'

interface Answer<Data> {
  data: Data | null
  matchedBy: MatchedBy | null
  bound: Bound | null
  requestIds: string[]
  missing?: unknown
}

/** What one source says, or why it says nothing. Throws when nobody waits any more. */
export async function askedOnce<Name extends DetailSourceName>(
  fleet: Fleet,
  scope: Scope,
  source: Name,
  action: string,
  signal: AbortSignal,
  read: () => Promise<Answer<DetailData[Name]>>,
): Promise<Detail> {
  const readAt = toUtcText(fleet.now())
  const { value, problem } = await askSibling(scope, action, signal, read)
  const partly = value?.missing ? toProblem(value.missing, action) : null
  return toDetail(source, action, value ?? UNANSWERED, readAt, problem ?? partly)
}

const UNANSWERED: Answer<never> = { data: null, matchedBy: null, bound: null, requestIds: [] }

export function toDetail<Name extends DetailSourceName>(
  source: Name,
  action: string,
  { data, matchedBy, bound, requestIds }: Answer<DetailData[Name]>,
  readAt: string,
  problem: Problem | null,
): Detail {
  const state = data !== null ? 'found' : problem ? 'failed' : 'nothing'
  const detail: DetailOf<Name> = { source, action, state, matchedBy, data, bound, requestIds, readAt, problem }
  // Safe: each `DetailOf<Name>` is one of the shapes that `Detail` joins.
  return detail as Detail
}
