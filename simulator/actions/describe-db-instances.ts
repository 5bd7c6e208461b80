import { z } from 'zod'
import { toInstanceInfo } from '../fleet/instance-info'
import { instanceTaskStatus } from '../fleet/instance-task-status'
import type { FleetInstance } from '../fleet/instances'
import type { Action } from './action'
import { pageOf, pageParameters } from './paging'
import { parseBody } from './parse-body'

const paging = { usual: 20, most: 2000 }

/** The filters that matter here; the service has more. */
const bodySchema = z.strictObject({ InstanceIds: z.array(z.string().min(1)).optional(), ...pageParameters(paging) })

export const describeDbInstances: Action = {
  perSecond: 100,
  paging,
  /** An id that the region does not have filters like any other: there is no item for it. */
  answer(body, { region, nowMs }) {
    const { InstanceIds = [], ...page } = parseBody(bodySchema, body)
    const instances =
      InstanceIds.length === 0
        ? region.fleet.instances
        : [...new Set(InstanceIds)].flatMap((id) => region.instance(id) ?? [])
    const surroundings = {
      region: region.options.region,
      instance: (id: string) => region.instance(id),
      followersOf: ({ id }: FleetInstance) => region.fleet.followers.get(id) ?? [],
      taskStatusOf: ({ id }: FleetInstance) => instanceTaskStatus(region.activitiesOf(id, nowMs)),
    }
    const { TotalCount, Items } = pageOf(instances, page)
    return { TotalCount, Items: Items.map((instance) => toInstanceInfo(instance, surroundings)) }
  },
}
