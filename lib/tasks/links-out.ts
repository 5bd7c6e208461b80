import { encodeText } from './encode-text'
import { regionId } from './regions'
import { endOf, hasOwnJobId, startOf, type Task } from './task'

/** A link of the configuration, in the reader's language: its address has placeholders such as `${instanceId}`. */
export interface LinkTemplate {
  name: string
  url: string
}

export interface LinkOut {
  name: string
  /** Where the address is of one instance of several. */
  instanceId: string | null
  address: string
}

type ValueOf = (task: Task, instanceId: string | null) => string | number | null

const VALUES: Record<string, ValueOf> = {
  instanceId: (_, instanceId) => instanceId,
  region: ({ region }) => region,
  regionId: ({ region }) => regionId(region),
  jobId: (task) => (hasOwnJobId(task) ? task.jobId : null),
  startEpochMs: (task) => startOf(task),
  endEpochMs: (task) => endOf(task),
  code: ({ code }) => code,
  asyncRequestId: ({ asyncRequestId }) => asyncRequestId,
  account: ({ account }) => account,
}

const READERS = new Map<string, ValueOf>(Object.entries(VALUES))

export const placeholders = [...READERS.keys()]

const PLACEHOLDER = /\$\{([^{}]*)\}/g

export function placeholdersIn(url: string): string[] {
  return [...url.matchAll(PLACEHOLDER)].map(([, name = '']) => name)
}

/** Of one kind of link at most these: a task of many instances would be a page of links. */
export const MOST_INSTANCES = 5

/**
 * The links of a task: one for each of its first instances where the address names an instance. A link is left out where
 * the task lacks a value that it needs.
 */
export function linksOut(templates: LinkTemplate[], task: Task): LinkOut[] {
  return templates.flatMap(({ name, url }) => {
    const perInstance = placeholdersIn(url).includes('instanceId') && task.instanceIds.length > 1
    const ids = perInstance ? task.instanceIds.slice(0, MOST_INSTANCES) : [task.instanceIds[0] ?? null]
    return ids.flatMap((id) => {
      const address = fill(url, task, id)
      return address === null ? [] : [{ name, instanceId: perInstance ? id : null, address }]
    })
  })
}

/** Null where a value is missing, or could lead elsewhere. */
function fill(url: string, task: Task, instanceId: string | null): string | null {
  let whole = true
  const address = url.replaceAll(PLACEHOLDER, (_, name: string) => {
    const value = encoded(READERS.get(name)?.(task, instanceId) ?? null)
    whole &&= value !== null
    return value ?? ''
  })
  return whole ? address : null
}

/** Dots alone would climb the path of the address, encoded or not. */
function encoded(value: string | number | null): string | null {
  const text = String(value ?? '')
  if (/^\.{0,2}$/.test(text)) return null
  return encodeText(text)
}
