import 'server-only'
import { config, type Scope } from '@/lib/config'
import type { MaintenanceWindow } from '@/lib/tasks/details/task-details'
import { UpstreamError } from '../errors'
import type { DetailSource } from './detail-source'
import { ofInstances } from './of-instances'
import { listOf, readObject } from './read-list'

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

/** What a waiting task waits for, one call an instance. 20 calls a second. */
export const timeWindow: DetailSource<'time-window'> = {
  name: 'time-window',
  action: 'DescribeTimeWindow',
  serves: ({ status, instanceIds }) => (status === 'waiting' || status === 'undefined') && instanceIds.length > 0,
  async read(asked) {
    const { items, ...rest } = await ofInstances(asked, async (instanceId) => {
      const { window, requestId } = await readWindow(asked.scope, instanceId, asked.signal)
      return { items: window.days.some((day) => day.length > 0) ? [window] : [], requestIds: [requestId] }
    })
    return { data: items.length > 0 ? items : null, matchedBy: 'instance', ...rest }
  },
}

async function readWindow(scope: Scope, instanceId: string, signal: AbortSignal) {
  const { object, requestId } = await readObject(scope, timeWindow.action, { InstanceId: instanceId }, signal)
  const sent = DAYS.map((day) => object[day]).filter((value) => value !== undefined && value !== null)
  if (sent.length > 0 && !sent.some(Array.isArray)) throw new UpstreamError('unreadable-reply', { requestId })
  const days = DAYS.map((day) => listOf(object[day]).filter((span) => typeof span === 'string'))
  const window: MaintenanceWindow = { instanceId, days, utcOffsetMinutes: config().utcOffsetMinutes }
  return { window, requestId }
}
