import 'server-only'
import { resolveTimeBound, toUtcText } from '@/lib/tasks/task-time'
import { askUpstream } from './ask-upstream'
import { BLOCK_SIZE, type Block } from './block'
import type { Fleet, ReadOptions } from './fleet'
import { questionKey, type TaskQuestion } from './task-question'

export function readBlock(fleet: Fleet, question: TaskQuestion, offset: number, { signal }: ReadOptions) {
  const load = async (shared: AbortSignal): Promise<Block> => {
    const { scope, from, to, ...filters } = question
    const now = fleet.now()
    const range = {
      startTimeBegin: from === null ? undefined : resolveTimeBound(from, now),
      startTimeEnd: to === null ? undefined : resolveTimeBound(to, now),
    }
    const { rows, totalCount, requestId } = await askUpstream(
      fleet,
      scope,
      { ...filters, ...range, offset, limit: BLOCK_SIZE },
      shared,
    )
    const tasks = rows.map(({ task }) => task)
    return { offset, tasks, totalCount, requestId, fetchedAt: toUtcText(fleet.now()), pages: new Map() }
  }
  return fleet.blocks.read(`${questionKey(question)}+${offset}`, load, signal)
}
