import 'server-only'
import type { Task } from '@/lib/tasks/task'
import type { TasksPage } from '@/lib/tasks/tasks-page'

/** The most that one call returns; every page size divides it, so a page never lies across two blocks. */
export const BLOCK_SIZE = 100

/** What one upstream call brought, with the pages already made of it. */
export interface Block {
  offset: number
  tasks: Task[]
  totalCount: number
  requestId: string | null
  fetchedAt: string
  pages: Map<string, RenderedPage>
}

export interface RenderedPage {
  page: TasksPage
  /** The page as JSON in UTF-8, made once and sent as it is. */
  json: () => Uint8Array<ArrayBuffer>
}

/** Whether the block is every task there is to the question. */
export function isWhole({ offset, tasks, totalCount }: Block): boolean {
  return offset === 0 && totalCount <= tasks.length
}
