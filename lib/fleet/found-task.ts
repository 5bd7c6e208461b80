import 'server-only'
import type { TaskWithRaw } from '@/lib/tasks/tasks-page'

export interface FoundTask extends TaskWithRaw {
  /** The calls it took to find it. */
  upstreamCalls: number
}
