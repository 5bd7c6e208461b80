import 'server-only'
import type { EventSourceName } from '@/lib/tasks/details/instance-events'
import type { InstanceEvent } from '@/lib/tasks/details/task-details'
import { alarmEvents, readAlarms } from './alarm-events'
import type { AskedTask } from './detail-source'
import type { Part } from './of-instances'
import { readParameterEvents } from './parameter-events'
import { parameterRecords } from './parameter-records'
import { readSwitches, switchRecords } from './switch-records'
import type { Span } from './task-span'

interface EventSource {
  action: string
  /** Throws an UpstreamError. */
  read: (asked: Pick<AskedTask, 'scope' | 'signal'>, instanceId: string, span: Span) => Promise<Part<InstanceEvent>>
}

/** The APIs that tell what happened to an instance beside its tasks. */
export const eventSources: Record<EventSourceName, EventSource> = {
  'switch-records': { action: switchRecords.action, read: readSwitches },
  'alarm-events': { action: alarmEvents.action, read: readAlarms },
  'parameter-events': { action: parameterRecords.action, read: readParameterEvents },
}
