import 'server-only'
import type { Scope } from '@/lib/config'
import type { Json } from '@/lib/json'
import type { InstanceNow } from '@/lib/tasks/details/task-details'
import { isId, isItem, listOf, readList, textOf, type WireItem } from './read-list'

export const DESCRIBE_INSTANCES = 'DescribeDBInstances'

/** So many ids are asked about at once; the API allows a Limit of 2,000. */
export const MOST_IDS = 100

/** What is told of an instance beside its name and its state; the API sends about ninety more. */
const FACTS = ['InstanceType', 'EngineVersion', 'Memory', 'Volume', 'Cpu', 'ZoneId', 'Vport']

/** Read apart; what of them is no list and no object stands as it came. */
const NESTED = ['MasterInfo', 'RoGroups', 'DrInfo', 'TagList']

/** The instances as they are now, all with one call. 100 calls a second. Throws an UpstreamError. */
export async function describeInstances(
  scope: Scope,
  instanceIds: string[],
  signal: AbortSignal,
): Promise<{ instances: InstanceNow[]; requestId: string | null }> {
  const body = { InstanceIds: instanceIds, Offset: 0, Limit: MOST_IDS }
  const { items, requestId } = await readList(scope, DESCRIBE_INSTANCES, body, signal, ({ InstanceId }) =>
    isId(InstanceId),
  )
  return { instances: items.flatMap(toInstance), requestId }
}

function toInstance(item: WireItem): InstanceNow[] {
  const instanceId = textOf(item.InstanceId)
  if (instanceId === null) return []
  return [
    {
      instanceId,
      name: nameOf(item.InstanceName),
      taskStatus: toNumber(item.TaskStatus),
      tags: listOf(item.TagList)
        .filter(isItem)
        .map(({ TagKey, TagValue }) => ({ key: textOf(TagKey) ?? '', value: textOf(TagValue) ?? '' })),
      facts: {
        ...Object.fromEntries(FACTS.flatMap((name) => entryOf(name, item[name]))),
        ...Object.fromEntries(NESTED.flatMap((name) => entryOf(name, oddOf(item[name])))),
        ...peersOf(item),
      },
    },
  ]
}

/** A name of spaces is none. */
function nameOf(value: Json | undefined): string | null {
  const name = textOf(value)
  return name === null || name.trim() === '' ? null : name
}

function toNumber(value: Json | undefined): number | null {
  const number = typeof value === 'string' && /^\d{1,4}$/.test(value) ? Number(value) : value
  return typeof number === 'number' ? number : null
}

function entryOf(name: string, value: Json | undefined): [string, Json][] {
  return value === undefined ? [] : [[name, value]]
}

function oddOf(value: Json | undefined): Json | undefined {
  return value === null || typeof value === 'object' ? undefined : value
}

/** Its primary, its read-only and its disaster-recovery instances, by id. */
function peersOf({ MasterInfo, RoGroups, DrInfo }: WireItem): { [key: string]: Json } {
  const readOnly = listOf(RoGroups)
    .filter(isItem)
    .flatMap((group) => idsOf(group.RoInstances))
  const [primary, recovery] = [isItem(MasterInfo) ? textOf(MasterInfo.InstanceId) : null, idsOf(DrInfo)]
  return {
    ...(primary !== null && { Primary: primary }),
    ...(readOnly.length > 0 && { ReadOnly: readOnly }),
    ...(recovery.length > 0 && { DisasterRecovery: recovery }),
  }
}

function idsOf(value: Json | undefined): string[] {
  return listOf(value)
    .filter(isItem)
    .map(({ InstanceId }) => textOf(InstanceId))
    .filter((id) => id !== null)
}
