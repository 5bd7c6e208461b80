import { accidentsOf, eventfulTypes, eventsOfTask, type InstanceEvent } from '../fleet/instance-events'
import type { RegionTasks } from '../region-tasks'

/** Whatever has happened to an instance, by its tasks or by itself, newest first. */
export function eventsOf(region: RegionTasks, instanceId: string, nowMs: number): InstanceEvent[] {
  if (!region.hasHistory(instanceId)) return []
  return [
    ...region.factsOf(instanceId, eventfulTypes, nowMs).flatMap(eventsOfTask),
    ...accidentsOf(instanceId, region.options.startedAtMs, nowMs),
  ].sort((a, b) => b.atSeconds - a.atSeconds)
}
