import { z } from 'zod'
import { windowsOf } from '../fleet/maintenance-windows'
import type { Action } from './action'
import { knownInstance } from './known-instance'
import { parseBody } from './parse-body'

const bodySchema = z.strictObject({ InstanceId: z.string().min(1) })

export const describeTimeWindow: Action = {
  perSecond: 20,
  answer(body, { region }) {
    const { InstanceId } = parseBody(bodySchema, body)
    return { MaxDelayTime: 10, ...windowsOf(knownInstance(region, InstanceId), region.fleet.instances) }
  },
}
