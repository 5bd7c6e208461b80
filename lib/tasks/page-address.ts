import { encodeText } from './encode-text'
import type { Task } from './task'
import { locatorOf, taskPermalink } from './task-locator'
import {
  defaultTaskSearch,
  formatTaskSearch,
  type SearchForm,
  searchParameterNames,
  type TaskSearch,
  type TimeZoneName,
} from './task-search'

/** A page whose state is its address: where it stands, and which part of a search it takes. */
export interface PageAddress extends SearchForm {
  path: string
}

export const listAddress: PageAddress = {
  path: '/tasks',
  names: searchParameterNames,
  defaults: defaultTaskSearch,
}

/** The path says the instance, and the page shows all that it reads: neither stands in the query. */
export function instanceAddress(instanceId: string): PageAddress {
  return {
    path: `/instances/${encodeText(instanceId)}`,
    names: ['account', 'region', 'type', 'status', 'from', 'to', 'sort', 'task', 'tz'],
    defaults: { ...defaultTaskSearch, instance: instanceId, from: '-7d', size: 100 },
  }
}

/** A runbook is written long before the incident, and opened at any time after the task: thirty days, not one. */
export const latestAddress: PageAddress = {
  path: '/tasks/latest',
  names: ['account', 'region', 'instance', 'async', 'job', 'type', 'status', 'failure', 'from', 'to', 'at', 'q', 'tz'],
  defaults: { ...defaultTaskSearch, from: '-30d' },
}

export function formatPageAddress(search: TaskSearch, page: PageAddress): string {
  const query = formatTaskSearch(search, page)
  return query ? `${page.path}?${query}` : page.path
}

/** A task's own page, with its times in a zone. */
export function taskPageAddress(task: Task, tz: TimeZoneName): string {
  const permalink = taskPermalink(locatorOf(task))
  return tz === defaultTaskSearch.tz ? permalink : `${permalink}${permalink.includes('?') ? '&' : '?'}tz=${tz}`
}
