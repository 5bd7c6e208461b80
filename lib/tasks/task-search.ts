import { encodeText } from './encode-text'
import { formatTaskLocator, readTaskLocator, type TaskLocator } from './task-locator'
import { isStatusGroup, type StatusFilter, statusGroupNames, taskStatusNames, toTaskStatus } from './task-status'
import { readTimeBound, timeBoundForms } from './task-time'
import { type TaskType, taskTypeNames, toTaskType } from './task-types'

export const pageSizes = [20, 50, 100] as const
export const timeZones = ['beijing', 'utc', 'local'] as const
export const sortFields = [
  'started',
  'ended',
  'duration',
  'status',
  'type',
  'instance',
  'message',
  'progress',
  'account',
  'region',
  'job',
] as const

export type TimeZoneName = (typeof timeZones)[number]
export type SortField = (typeof sortFields)[number]

export interface TaskSort {
  field: SortField
  descending: boolean
}

/** What a page or a reader asks for: the address, the BFF's query and the service's request are all made from it. */
export interface TaskSearch {
  /** Configured names; empty for all that the viewer may see. */
  account: string[]
  region: string[]
  instance: string | null
  async: string | null
  job: string | null
  type: TaskType[]
  status: StatusFilter[]
  /** One kind of failure (see `failureKindOf`), or null. */
  failure: string | null
  /** A canonical time bound (see `readTimeBound`), or `all`. */
  from: string
  to: string | null
  at: string | null
  q: string | null
  /** Null for the default, newest start first. */
  sort: TaskSort | null
  /** From 1. */
  page: number
  size: number
  task: TaskLocator | null
  tz: TimeZoneName
}

export const defaultTaskSearch: TaskSearch = {
  account: [],
  region: [],
  instance: null,
  async: null,
  job: null,
  type: [],
  status: [],
  failure: null,
  from: '-24h',
  to: null,
  at: null,
  q: null,
  sort: null,
  page: 1,
  size: 50,
  task: null,
  tz: 'beijing',
}

/** Why a part of an address was not understood; it is never silently dropped. */
export interface SearchProblem {
  parameter: string
  value: string
  reason: 'unknown-parameter' | 'repeated' | 'not-allowed' | 'ends-before-it-starts'
  /** What would have been understood: words, forms or a pattern. */
  allowed: string[]
}

interface Parameter<Value> {
  /** Null when the text is not understood. */
  read: (text: string) => Value | null
  format: (value: Value) => string
  allowed: string[]
}

/** One row a parameter: the one definition behind the address, the BFF's query and the browser's state. */
export const searchParameters: { [Name in keyof TaskSearch]: Parameter<NonNullable<TaskSearch[Name]>> } = {
  account: listOf((text) => match(/^[\w.-]{1,64}$/, text), ['a configured account name']),
  region: listOf(
    (text) => match(/^[a-z]{2}-[a-z]+(-[a-z0-9]+)*$/, text.toLowerCase()),
    ['a configured region, such as ap-guangzhou'],
  ),
  instance: plain((text) => match(/^[A-Za-z][\w-]{2,63}$/, text), ['one instance id, such as cdb-c1nl9rpv']),
  async: plain(
    (text) => match(/^[\w-]{8,80}$/, text),
    ['one AsyncRequestId, such as 9d21004b-3aa1896a-eeddca4b-a68f106d'],
  ),
  job: plain((text) => match(/^\d{1,20}$/, text), ['one JobId, such as 15970']),
  type: listOf<TaskType>((text) => toTaskType(text) ?? unknownOf(text), taskTypeNames),
  status: listOf<StatusFilter>(
    (text) => {
      const word = text.toLowerCase()
      return isStatusGroup(word) ? word : (toTaskStatus(text) ?? unknownOf(text))
    },
    [...taskStatusNames, ...statusGroupNames],
  ),
  failure: plain(
    (text) => match(/^[0-9a-f]{8}$/, text.toLowerCase()),
    ['one kind of failure, eight hexadecimal digits, such as 3f9a1c07'],
  ),
  from: plain((text) => (text === 'all' ? text : readTimeBound(text)), [...timeBoundForms, 'all']),
  to: plain(readTimeBound, timeBoundForms),
  at: plain(readTimeBound, timeBoundForms),
  q: plain((text) => (text.length <= 500 && HAS_WORD.test(text) ? text : null), ['words, at most 500 characters']),
  sort: { read: readSort, format: formatSort, allowed: sortFields.flatMap((field) => [field, `-${field}`]) },
  page: { read: (text) => whole(text, 1, 1_000_000), format: String, allowed: ['a whole number from 1 to 1000000'] },
  size: {
    read: (text) => pageSizes.find((size) => String(size) === text) ?? null,
    format: String,
    allowed: pageSizes.map(String),
  },
  task: { read: readTaskLocator, format: formatTaskLocator, allowed: ['account/region/jobId@startedAt'] },
  tz: plain((text) => timeZones.find((zone) => zone === text) ?? null, [...timeZones]),
}

/** Anything beside blanks, quotes, minus signs and what cannot be seen: else every row would match. */
const HAS_WORD = /[^\s"“”\-\p{C}]/u

// Safe: the table above is closed and keyed by TaskSearch.
export const searchParameterNames = Object.keys(searchParameters) as (keyof TaskSearch)[]

/** Which parameters an address takes, and what is meant where one is left out. */
export interface SearchForm {
  names: readonly (keyof TaskSearch)[]
  defaults: TaskSearch
}

const everyParameter: SearchForm = { names: searchParameterNames, defaults: defaultTaskSearch }

/** Reads an address or a query strictly: what is not understood stays at its default and is reported. */
export function readTaskSearch(
  query: URLSearchParams,
  { names, defaults }: SearchForm = everyParameter,
): { search: TaskSearch; problems: SearchProblem[] } {
  const search = { ...defaults }
  const problems: SearchProblem[] = []
  for (const name of new Set(query.keys())) {
    const values = query.getAll(name)
    const value = values.join(' ')
    if (!isOneOf(names, name)) {
      problems.push({ parameter: name, value, reason: 'unknown-parameter', allowed: [...names] })
    } else if (values.length > 1) {
      problems.push({ parameter: name, value, reason: 'repeated', allowed: searchParameters[name].allowed })
    } else if (value === '' || !assign(search, name, value)) {
      problems.push({ parameter: name, value, reason: 'not-allowed', allowed: searchParameters[name].allowed })
    }
  }
  return { search, problems }
}

/** The shortest query that reads back to the same search; ASCII, and without a `?`. */
export function formatTaskSearch(search: TaskSearch, { names, defaults }: SearchForm = everyParameter): string {
  const pairs = names.flatMap((name) => {
    const text = textOf(search, name)
    return text === textOf(defaults, name) ? [] : [`${name}=${encodeReadably(text)}`]
  })
  return pairs.join('&')
}

/** Whether filters narrow the list beyond its scope, range and page. */
export function isFiltered({
  instance,
  async: asyncRequestId,
  job,
  type,
  status,
  failure,
  q,
  at,
}: TaskSearch): boolean {
  return Boolean(instance || asyncRequestId || job || failure || q || at || type.length || status.length)
}

/** The same scope, range and zone, and everything in it. */
export function withoutFilters({ account, region, from, to, tz, size }: TaskSearch): TaskSearch {
  return { ...defaultTaskSearch, account, region, from, to, tz, size }
}

function textOf<Name extends keyof TaskSearch>(search: TaskSearch, name: Name): string {
  const value = search[name]
  return value === null ? '' : searchParameters[name].format(value as NonNullable<TaskSearch[Name]>)
}

function assign<Name extends keyof TaskSearch>(search: TaskSearch, name: Name, text: string): boolean {
  const value = searchParameters[name].read(text)
  if (value !== null) search[name] = value
  return value !== null
}

function isOneOf(names: readonly (keyof TaskSearch)[], name: string): name is keyof TaskSearch {
  return names.some((known) => known === name)
}

function unknownOf(text: string): 'unknown' | null {
  return text.toLowerCase() === 'unknown' ? 'unknown' : null
}

function plain<Value extends string>(read: (text: string) => Value | null, allowed: string[]): Parameter<Value> {
  return { read: (text) => read(text.trim()), format: String, allowed }
}

function listOf<Value extends string>(readOne: (text: string) => Value | null, allowed: string[]): Parameter<Value[]> {
  return {
    read(text) {
      const values = text.split(',').map((part) => readOne(part.trim()))
      return values.some((value) => value === null) ? null : [...new Set(values as Value[])]
    },
    format: (values) => values.join(','),
    allowed,
  }
}

function readSort(text: string): TaskSort | null {
  const descending = text.startsWith('-')
  const field = sortFields.find((name) => name === text.slice(descending ? 1 : 0))
  return field ? { field, descending } : null
}

function formatSort({ field, descending }: TaskSort): string {
  return `${descending ? '-' : ''}${field}`
}

function match(pattern: RegExp, text: string): string | null {
  return pattern.test(text) ? text : null
}

function whole(text: string, least: number, most: number): number | null {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  return value >= least && value <= most ? value : null
}

function encodeReadably(text: string): string {
  return encodeText(text).replace(/%(2C|2F|3A|40)/g, decodeURIComponent)
}
