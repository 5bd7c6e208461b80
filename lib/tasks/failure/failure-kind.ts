import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { remembered } from '@/lib/remembered'
import type { Task } from '../task'
import { failureTextOf } from './failure-text'
import { readLines } from './message-lines'
import { mysqlNumbersOf } from './mysql-error'
import { networkFaultsOf } from './network-fault'
import { normalise } from './normalise'
import { platformNumbersOf } from './platform-error'

const MOST_LINES = 10
const MOST_CHARACTERS = 2_000
/** Before ids and names are left out of it, whose lengths would otherwise say where a text ends. */
const MOST_READ = 10 * MOST_CHARACTERS

/** The operation that failed, where the platform's tools go on with their reason. */
const OPERATION = /^(?:\[Operate CDB Fail\](?:\[[^\]\n]{0,100}\]){0,3} ?)?reason ?[:：] ?/gim

/** Many tasks fail in the same words. */
const kinds = new LRUCache<string, string>({
  max: 20_000,
  maxSize: 4_000_000,
  sizeCalculation: (_, text) => text.length,
})

/**
 * Equal for equal failures, whatever ids, numbers and names stand in them; null where the task says nothing of one.
 * It stands in addresses that people keep: what it is made of must not change. Worked out once for each reading.
 */
export const failureKindOf = remembered((task: Pick<Task, 'message' | 'payload' | 'status'>): string | null => {
  const text = task.status === 'failed' ? (failureTextOf(task)?.trim() ?? '') : ''
  if (text === '') return null
  const before = kinds.get(text)
  if (before !== undefined) return before
  const kind = createHash('sha256').update(alikeIn(text)).digest('hex').slice(0, 8)
  kinds.set(text, kind)
  return kind
})

/** What two texts of one failure have in common. */
function alikeIn(text: string): string {
  const { headline, lines } = readLines(text)
  const all = lines.join('\n')
  const normalised = normalise((all || headline).slice(0, MOST_READ).replace(OPERATION, ''))
  const words = normalised.split('\n', MOST_LINES).join('\n').slice(0, MOST_CHARACTERS)
  // A text of names and numbers only has nothing else to be known by.
  const known = /[\p{L}\p{N}]/u.test(words) ? words : text
  return [...mysqlNumbersOf(all), ...platformNumbersOf(all), ...networkFaultsOf(all), known].join('\n')
}
