import { z } from 'zod'
import { olderRecords, recordsOfTask } from '../fleet/parameter-records'
import type { Action } from './action'
import { knownInstance } from './known-instance'
import { pageOf, pageParameters } from './paging'
import { parseBody } from './parse-body'

const paging = { usual: 20, most: 100 }
const bodySchema = z.strictObject({ InstanceId: z.string().min(1), ...pageParameters(paging) })

export const describeInstanceParamRecords: Action = {
  perSecond: 20,
  paging,
  answer(body, { region, nowMs }) {
    const parameters = parseBody(bodySchema, body)
    const { id } = knownInstance(region, parameters.InstanceId)
    const recent = region.factsOf(id, [5], nowMs).flatMap(recordsOfTask)
    const older = region.hasHistory(id) ? olderRecords(id, region.options.startedAtMs) : []
    const newestFirst = recent.concat(older).sort((a, b) => (a.ModifyTime < b.ModifyTime ? 1 : -1))
    return pageOf(newestFirst, parameters)
  },
}
