import type { InstanceNow } from './task-details'

/** An instance that is called after its id, for a test to change. */
export function fakeInstance(instanceId: string, part: Partial<InstanceNow> = {}): InstanceNow {
  return { instanceId, name: `name of ${instanceId}`, taskStatus: 0, tags: [], facts: {}, ...part }
}
