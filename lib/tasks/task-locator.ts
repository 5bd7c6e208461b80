import { isUtcTime, type Task } from './task'

/** Where one task is: enough to ask the service for it again, written `account/region/jobId@startedAt`. */
export interface TaskLocator {
  account: string
  region: string
  jobId: string
  /** UTC; null where it is not known, and then only a bounded search can find the task. */
  startedAt: string | null
}

const LOCATOR = /^([\w.-]{1,64})\/([a-z0-9-]{1,40})\/([\w~-]{1,40})(?:@(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ))?$/

export function readTaskLocator(text: string): TaskLocator | null {
  const [, account, region, jobId, startedAt = null] = LOCATOR.exec(text) ?? []
  return account && region && jobId ? { account, region, jobId, startedAt } : null
}

export function formatTaskLocator({ account, region, jobId, startedAt }: TaskLocator): string {
  return `${account}/${region}/${jobId}${startedAt ? `@${startedAt}` : ''}`
}

export function taskKey({ account, region, jobId }: Pick<TaskLocator, 'account' | 'region' | 'jobId'>): string {
  return `${account}/${region}/${jobId}`
}

/** The address of the task alone, to write into a ticket. */
export function taskPermalink({ account, region, jobId, startedAt }: TaskLocator): string {
  return `/tasks/${account}/${region}/${jobId}${startedAt ? `?start=${startedAt}` : ''}`
}

/** Where a listed task is. A start that could not be read is left out, and then only a bounded search finds it again. */
export function locatorOf({
  account,
  region,
  jobId,
  startedAt,
}: Pick<Task, 'account' | 'region' | 'jobId' | 'startedAt'>): TaskLocator {
  return { account, region, jobId, startedAt: isUtcTime(startedAt) ? startedAt : null }
}
