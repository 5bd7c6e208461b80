import { formatTaskLocator, readTaskLocator, type TaskLocator } from '../task-locator'
import { defaultTaskSearch, type SearchProblem, searchParameters, type TimeZoneName } from '../task-search'
import { readPastedJob, readPastedTask } from './read-pasted-task'

export const compareSides = ['a', 'b'] as const

export type CompareSide = (typeof compareSides)[number]

/** Which two tasks an address compares; one that is missing or cannot be read is null. */
export interface CompareSearch extends Record<CompareSide, TaskLocator | null> {
  tz: TimeZoneName
}

export interface ReadCompareSearch {
  search: CompareSearch
  /** As the address has them, empty where it has none. */
  texts: Record<CompareSide, string>
  /** What else of the address was not understood. */
  problems: SearchProblem[]
}

const NAMES = ['a', 'b', 'tz']

/** Each task may be written in any of the ways in which people hold one. */
export function readCompareSearch(query: URLSearchParams): ReadCompareSearch {
  const texts = { a: textOf(query, 'a'), b: textOf(query, 'b') }
  const [a, b] = [readOnce(query, 'a'), readOnce(query, 'b')]
  const tz = searchParameters.tz.read(textOf(query, 'tz'))
  return {
    search: {
      a: a ?? (b && readPastedJob(texts.a, b)),
      b: b ?? (a && readPastedJob(texts.b, a)),
      tz: tz ?? defaultTaskSearch.tz,
    },
    texts,
    problems: problemsOf(query, tz !== null),
  }
}

/** Of two texts for one task neither is taken: it may be the wrong one. */
function readOnce(query: URLSearchParams, side: CompareSide): TaskLocator | null {
  return query.getAll(side).length > 1 ? null : readPastedTask(textOf(query, side))
}

function textOf(query: URLSearchParams, name: string): string {
  return query.getAll(name).join(' ')
}

function problemsOf(query: URLSearchParams, isZone: boolean): SearchProblem[] {
  return [...new Set(query.keys())].flatMap((parameter): SearchProblem[] => {
    const value = textOf(query, parameter)
    if (!NAMES.includes(parameter)) return [{ parameter, value, reason: 'unknown-parameter', allowed: NAMES }]
    const allowed = parameter === 'tz' ? searchParameters.tz.allowed : searchParameters.task.allowed
    if (query.getAll(parameter).length > 1) return [{ parameter, value, reason: 'repeated', allowed }]
    return parameter === 'tz' && !isZone ? [{ parameter, value, reason: 'not-allowed', allowed }] : []
  })
}

/** Whether the address names both tasks in its own short way. */
export function isPlain({ texts }: ReadCompareSearch): boolean {
  return compareSides.every((side) => readTaskLocator(texts[side]) !== null)
}

/** Where two tasks stand side by side; with one of them, where the other is asked for. */
export function compareAddress(a: TaskLocator, b: TaskLocator | null, tz = defaultTaskSearch.tz): string {
  const pairs = [
    ['a', formatTaskLocator(a)],
    ['b', b && formatTaskLocator(b)],
    ['tz', tz === defaultTaskSearch.tz ? null : tz],
  ]
  return `/compare?${pairs.flatMap(([name, text]) => (text ? [`${name}=${text}`] : [])).join('&')}`
}
