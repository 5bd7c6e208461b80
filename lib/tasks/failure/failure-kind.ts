import { createHash } from 'node:crypto'
import { remembered } from '@/lib/remembered'
import type { Task } from '../task'
import { normalise } from './normalise'
import { readMessage } from './read-message'
import { reasonOf } from './reason-of'

/**
 * Equal for equal failures, whatever ids, numbers and names stand in them; null where the task says nothing of one.
 * It stands in addresses that people keep: what it is made of must not change. Worked out once for each reading.
 */
export const failureKindOf = remembered((task: Pick<Task, 'message' | 'payload' | 'status'>): string | null => {
  if (task.status !== 'failed') return null
  // The platform's reason comes without its code, and the first line may be before the one with MySQL's.
  const { headline, mysql, platform } = readMessage(task.message ?? reasonOf(task) ?? '')
  const reason = normalise(platform?.reason || headline)
  if (reason === '') return null
  const kind = [mysql?.code, platform?.code, reason].join('\n')
  return createHash('sha256').update(kind).digest('hex').slice(0, 8)
})
