import { z } from 'zod'
import { toBeijingTime } from '../beijing-time'
import type { Action } from './action'
import { eventsOf } from './events-of'
import { knownInstance } from './known-instance'
import { pageOf, pageParameters } from './paging'
import { parseBody } from './parse-body'

const paging = { usual: 50, most: 1000 }
const bodySchema = z.strictObject({ InstanceId: z.string().min(1), ...pageParameters(paging) })

export const describeDbSwitchRecords: Action = {
  perSecond: 50,
  paging,
  answer(body, { region, nowMs }) {
    const parameters = parseBody(bodySchema, body)
    const { id } = knownInstance(region, parameters.InstanceId)
    const records = eventsOf(region, id, nowMs).flatMap(({ atSeconds, switchType }) =>
      switchType ? [{ SwitchTime: toBeijingTime(atSeconds * 1000), SwitchType: switchType }] : [],
    )
    return pageOf(records, parameters)
  },
}
