import { ApiError } from '../api-error'
import type { FleetInstance } from '../fleet/instances'
import type { RegionTasks } from '../region-tasks'

export function knownInstance(region: RegionTasks, id: string): FleetInstance {
  const instance = region.instance(id)
  if (!instance) throw new ApiError('InvalidParameter.InstanceNotFound', `The instance ${id} is not found.`)
  return instance
}
