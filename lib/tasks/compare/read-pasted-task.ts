import { readTaskLocator, type TaskLocator } from '../task-locator'
import { isRelative, readTimeBound } from '../task-time'

/** What a text that was pasted names, however it came: a task's own address, a list's with the task open, or a locator. */
export function readPastedTask(pasted: string): TaskLocator | null {
  const words = pasted.trim().split(/\s+/).map(bare)
  // A message for chat has the address among other words.
  for (const word of words) {
    const locator = readTaskLocator(word) ?? readAddress(word)
    if (locator) return locator
  }
  return null
}

/** A job id alone does not say where its task is, but two tasks that are compared are mostly neighbours. */
export function readPastedJob(pasted: string, beside: Pick<TaskLocator, 'account' | 'region'>): TaskLocator | null {
  const jobId = bare(pasted.trim())
  const { account, region } = beside
  return /^\d{1,20}$/.test(jobId) ? { account, region, jobId, startedAt: null } : null
}

function bare(word: string): string {
  return word.replace(/^["'`<([]+|["'`>)\],;.]+$/g, '')
}

function readAddress(text: string): TaskLocator | null {
  if (!/^https?:|^\//.test(text)) return null
  try {
    const { pathname, searchParams } = new URL(text, 'http://localhost')
    return readPermalink(pathname, searchParams.get('start')) ?? readTaskLocator(searchParams.get('task') ?? '')
  } catch {
    return null
  }
}

function readPermalink(path: string, start: string | null): TaskLocator | null {
  const [, key] = /^\/tasks\/([^/]+\/[^/]+\/[^/]+)\/?$/.exec(path) ?? []
  if (key === undefined) return null
  const startedAt = readTimeBound(start ?? '')
  const at = startedAt === null || isRelative(startedAt) ? '' : `@${startedAt}`
  return readTaskLocator(decodeURIComponent(key) + at)
}
