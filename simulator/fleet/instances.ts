import { zonesOf } from '../regions'
import { createRandom, type Random } from './random'
import type { TypeCode } from './vocabulary'

export type InstanceRole = 'master' | 'read-only' | 'disaster-recovery'

export type FleetInstance = {
  id: string
  name: string
  role: InstanceRole
  engineVersion: string
  memoryMb: number
  volumeGb: number
  zoneId: number
  standbyZoneId: number
  port: number
  databases: string[]
  /** Of the same region; undefined where the instance is one itself. */
  masterId: string | undefined
}

const systems = [
  { name: 'order', databases: ['order_center', 'order_history', 'order_snapshot'] },
  { name: 'payment', databases: ['payment', 'payment_ledger', 'reconciliation'] },
  { name: 'user', databases: ['user_profile', 'user_auth', 'user_tags'] },
  { name: 'inventory', databases: ['inventory', 'warehouse', 'sku'] },
  { name: 'coupon', databases: ['coupon', 'campaign'] },
  { name: 'logistics', databases: ['waybill', 'route_plan', 'courier'] },
  { name: 'message', databases: ['im_message', 'push_log'] },
  { name: 'risk', databases: ['risk_rule', 'risk_event'] },
  { name: 'report', databases: ['report_daily', 'dim_shop', 'etl_meta'] },
  { name: 'cms', databases: ['wordpress', 'cms_article'] },
  { name: 'game-login', databases: ['account', 'session_log'] },
  { name: 'monitor', databases: ['monitor_master', 'alert_rule'] },
]
const memories = [1000, 2000, 4000, 8000, 16000, 32000, 64000]

function createInstance(random: Random, zones: number[], index: number): FleetInstance {
  const system = random.pick(systems)
  const role: InstanceRole = index % 5 === 3 ? 'read-only' : index % 9 === 4 ? 'disaster-recovery' : 'master'
  const prefix = role === 'read-only' ? 'cdbro' : 'cdb'
  const suffix = role === 'read-only' ? `ro-${random.int(1, 3)}` : role === 'master' ? 'master' : 'dr'
  return {
    id: `${prefix}-${random.text(8)}`,
    name: `${random.pick(['prod', 'prod', 'prod', 'staging', 'test'])}-${system.name}-${suffix}`,
    role,
    engineVersion: random.pick(['5.6', '5.7', '5.7', '8.0', '8.0', '8.0']),
    memoryMb: random.pick(memories),
    volumeGb: random.int(1, 40) * 50,
    zoneId: random.pick(zones),
    standbyZoneId: random.pick(zones),
    port: random.chance(0.8) ? 3306 : random.int(3307, 10499),
    databases: system.databases,
    masterId: undefined,
  }
}

export function createInstances(seed: number, region: string, count: number): FleetInstance[] {
  const random = createRandom(seed, region, 'instances')
  const zones = zonesOf(region)
  const instances = Array.from({ length: Math.max(count, 6) }, (_, index) => createInstance(random, zones, index))
  const masters = instances.filter(({ role }) => role === 'master')
  return instances.map((instance, index) =>
    instance.role === 'master' ? instance : { ...instance, masterId: masters[index % masters.length]?.id },
  )
}

/** One that the fleet does not have, for tasks that name it; the same whenever it is asked for. */
export function imagineInstance(region: string, id: string): FleetInstance {
  const isReadOnly = id.startsWith('cdbro-')
  return { ...createInstance(createRandom(region, id), zonesOf(region), isReadOnly ? 3 : 0), id }
}

export function roleFor(type: TypeCode): InstanceRole {
  if (type === 9) return 'read-only'
  return type === 13 ? 'disaster-recovery' : 'master'
}
