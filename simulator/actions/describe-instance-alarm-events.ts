import { z } from 'zod'
import { toBeijingTime } from '../beijing-time'
import type { Action } from './action'
import { eventsOf } from './events-of'
import { knownInstance } from './known-instance'
import { pageOf, textualPageParameters } from './paging'
import { parseBody } from './parse-body'
import { readTime } from './read-time'

const paging = { usual: 100, most: 200 }
const bodySchema = z.strictObject({
  InstanceId: z.string().min(1),
  StartTime: z.string(),
  EndTime: z.string(),
  EventName: z.array(z.string()).optional(),
  EventStatus: z.enum(['1', '0', '-']).optional(),
  Order: z.enum(['DESC', 'ASC']).default('DESC'),
  ...textualPageParameters(paging),
})

export const describeInstanceAlarmEvents: Action = {
  perSecond: 20,
  paging,
  answer(body, { region, nowMs }) {
    const { EventName, EventStatus, ...parameters } = parseBody(bodySchema, body)
    const { id } = knownInstance(region, parameters.InstanceId)
    const from = (readTime('StartTime', parameters.StartTime) ?? 0) / 1000
    const until = (readTime('EndTime', parameters.EndTime) ?? 0) / 1000
    const events = eventsOf(region, id, nowMs).flatMap(({ atSeconds, alarm }) => {
      if (!alarm || atSeconds < from || atSeconds > until) return []
      if (EventName && !EventName.includes(alarm.name)) return []
      if (EventStatus !== undefined && EventStatus !== alarm.status) return []
      const OccurTime = toBeijingTime(atSeconds * 1000)
      return [{ EventName: alarm.name, EventStatus: alarm.status, InstanceId: id, NodeId: '', OccurTime }]
    })
    return pageOf(parameters.Order === 'ASC' ? events.reverse() : events, parameters)
  },
}
