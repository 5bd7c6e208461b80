import { toBeijingTime } from '../beijing-time'
import { regionIdOf, zoneCode, zoneName } from '../zones'
import type { FleetInstance } from './instances'
import { createRandom, type Random } from './random'

/** What is known of an instance besides itself: where it is, what it does now, and who follows whom. */
export type InstanceSurroundings = {
  region: string
  instance(id: string): FleetInstance | undefined
  followersOf(master: FleetInstance): readonly FleetInstance[]
  taskStatusOf(instance: FleetInstance): number
}

const instanceTypes: Record<FleetInstance['role'], number> = { master: 1, 'disaster-recovery': 2, 'read-only': 3 }
const [vpcId, subnetId] = [511512, 115839]
const running = 1

function randomOf(instance: FleetInstance, what: string): Random {
  return createRandom(instance.id, what)
}

function vipOf(instance: FleetInstance): string {
  const random = randomOf(instance, 'vip')
  return `10.${random.int(0, 99)}.${random.int(0, 255)}.${random.int(2, 254)}`
}

function tagsOf(instance: FleetInstance) {
  const random = randomOf(instance, 'tags')
  const [environment, system] = instance.name.split('-')
  const tags = [
    { TagKey: 'env', TagValue: environment },
    { TagKey: 'system', TagValue: system },
    { TagKey: '负责人', TagValue: random.pick(['数据库组', '交易平台', '运维值班']) },
  ]
  return random.chance(0.2) ? [] : tags.slice(0, random.int(1, 3))
}

function toRoInstance(instance: FleetInstance, { region, taskStatusOf }: InstanceSurroundings) {
  return {
    Zone: zoneCode(region, instance.zoneId),
    MasterInstanceId: instance.masterId,
    ReplicationStatus: 'success',
    Memory: instance.memoryMb,
    Status: running,
    VpcId: vpcId,
    InstanceId: instance.id,
    Volume: instance.volumeGb,
    OfflineTime: '0000-00-00 00:00:00',
    SubnetId: subnetId,
    HourFeeStatus: 1,
    RoStatus: 'online',
    Region: region,
    DeadlineTime: '0000-00-00 00:00:00',
    TaskStatus: taskStatusOf(instance),
    DeviceType: 'UNIVERSAL',
    EngineVersion: instance.engineVersion,
    InstanceName: instance.name,
    Weight: 100,
    PayType: 1,
    InstanceType: instanceTypes[instance.role],
    Vip: vipOf(instance),
    Qps: instance.memoryMb,
    Vport: instance.port,
  }
}

function roGroups(master: FleetInstance, surroundings: InstanceSurroundings) {
  const followers = surroundings.followersOf(master).filter(({ role }) => role === 'read-only')
  if (followers.length === 0) return []
  const random = randomOf(master, 'read-only group')
  return [
    {
      RoOfflineDelay: 0,
      RoGroupMode: 'alone',
      RoGroupZone: '',
      MinRoInGroup: 1,
      DelayReplicationTime: 0,
      RoGroupId: `cdbrg-${random.text(8)}`,
      RoMaxDelayTime: 1,
      RoGroupName: `${master.name}-ro`,
      Weight: 0,
      UniqVpcId: 'vpc-5v8wn9mg',
      RoInstances: followers.map((each) => toRoInstance(each, surroundings)),
      Vip: vipOf(master),
      UniqSubnetId: 'subnet-1typ0s7d',
      RoGroupRegion: surroundings.region,
      Vport: master.port,
      WeightMode: 'system',
    },
  ]
}

function drInfo(master: FleetInstance, { region, followersOf }: InstanceSurroundings) {
  return followersOf(master)
    .filter(({ role }) => role === 'disaster-recovery')
    .map((each) => ({
      Status: running,
      Zone: zoneCode(region, each.zoneId),
      InstanceId: each.id,
      Region: region,
      SyncStatus: 2,
      InstanceName: each.name,
      InstanceType: instanceTypes[each.role],
    }))
}

function masterInfo({ masterId }: FleetInstance, { region, instance, taskStatusOf }: InstanceSurroundings) {
  const master = masterId === undefined ? undefined : instance(masterId)
  if (!master) return null
  return {
    Status: running,
    VpcId: vpcId,
    Zone: zoneCode(region, master.zoneId),
    ExClusterName: '',
    InstanceId: master.id,
    ResourceId: '',
    Region: region,
    RegionId: regionIdOf(region),
    ZoneId: master.zoneId,
    Volume: master.volumeGb,
    DeviceType: 'UNIVERSAL',
    Memory: master.memoryMb,
    SubnetId: subnetId,
    Qps: master.memoryMb,
    TaskStatus: taskStatusOf(master),
    InstanceName: master.name,
    InstanceType: instanceTypes[master.role],
    ExClusterId: '',
  }
}

/** An item of DescribeDBInstances. */
export function toInstanceInfo(instance: FleetInstance, surroundings: InstanceSurroundings) {
  const { region } = surroundings
  const isMaster = instance.role === 'master'
  const random = randomOf(instance, 'info')
  const standby = { Vport: instance.port, Vip: '', Region: region, Zone: zoneCode(region, instance.standbyZoneId) }
  return {
    WanStatus: 0,
    Zone: zoneCode(region, instance.zoneId),
    WanPort: 0,
    DiskType: '',
    RoVipInfo: null,
    Memory: instance.memoryMb,
    EngineType: 'InnoDB',
    Status: running,
    VpcId: vpcId,
    SlaveInfo: isMaster ? { Second: null, First: standby } : null,
    InstanceId: instance.id,
    PhysicalId: String(random.int(100_000, 999_999)),
    Volume: instance.volumeGb,
    AutoRenew: 0,
    ProtectMode: 0,
    CdbError: 0,
    DeviceClass: '',
    MasterInfo: masterInfo(instance, surroundings),
    DeployGroupId: '',
    InstanceNodes: isMaster ? 2 : 1,
    RoGroups: isMaster ? roGroups(instance, surroundings) : [],
    ProjectId: 0,
    DeadlineTime: '0000-00-00 00:00:00',
    DeployMode: instance.zoneId === instance.standbyZoneId ? 0 : 1,
    TaskStatus: surroundings.taskStatusOf(instance),
    SubnetId: subnetId,
    DeviceType: 'UNIVERSAL',
    EngineVersion: instance.engineVersion,
    MaxDelayTime: 10,
    InstanceName: instance.name,
    Cpu: Math.max(1, Math.round(instance.memoryMb / 2000)),
    CpuModel: '',
    DrInfo: drInfo(instance, surroundings),
    UniqVpcId: 'vpc-5v8wn9mg',
    WanDomain: '',
    InitFlag: 1,
    PayType: 1,
    InstanceType: instanceTypes[instance.role],
    Vip: vipOf(instance),
    UniqSubnetId: 'subnet-1typ0s7d',
    Region: region,
    Qps: instance.memoryMb,
    Vport: instance.port,
    TagList: tagsOf(instance),
    CreateTime: toBeijingTime(random.int(1_480_000_000, 1_511_000_000) * 1000),
    ZoneId: instance.zoneId,
    ZoneName: zoneName(region, instance.zoneId),
  }
}
