export type WireShape = 'documented' | 'live'

/** How busy a region is: tasks in the day and the thirty days before the start, and one arrival every so often since. */
export type RegionLoad = { lastDay: number; lastMonth: number; arrivalSeconds: number; instances: number }

export const defaultRegions: Record<string, WireShape> = {
  'ap-guangzhou': 'documented',
  'ap-shanghai': 'live',
  'ap-singapore': 'live',
  'ap-beijing': 'documented',
  'ap-shanghai-fsi': 'live',
  'eu-frankfurt': 'live',
}

/** The regions a fleet may have besides, in the shape of today's service. */
const moreRegions = [
  'ap-nanjing',
  'ap-chengdu',
  'ap-chongqing',
  'ap-hongkong',
  'ap-taipei',
  'ap-jakarta',
  'ap-bangkok',
  'ap-seoul',
  'ap-tokyo',
  'ap-mumbai',
  'na-ashburn',
  'na-siliconvalley',
  'sa-saopaulo',
  'ap-shenzhen-fsi',
  'ap-beijing-fsi',
]

/** Every region that a fleet may have; the last one is empty. */
const everyRegion: Record<string, WireShape> = {
  ...Object.fromEntries(Object.entries(defaultRegions).filter(([region]) => region !== 'eu-frankfurt')),
  ...Object.fromEntries(moreRegions.map((region) => [region, 'live'] as const)),
  'eu-frankfurt': 'live',
}

export const mostRegions: number = Object.keys(everyRegion).length

/** So many regions under their real names; up to twenty of them all have tasks. */
export function fleetRegions(count: number): Record<string, WireShape> {
  return Object.fromEntries(Object.entries(everyRegion).slice(0, count))
}

const loads: Record<string, RegionLoad> = {
  'ap-guangzhou': { lastDay: 200, lastMonth: 1000, arrivalSeconds: 40, instances: 44 },
  'ap-shanghai': { lastDay: 90, lastMonth: 450, arrivalSeconds: 90, instances: 28 },
  'ap-singapore': { lastDay: 60, lastMonth: 300, arrivalSeconds: 150, instances: 18 },
  'ap-beijing': { lastDay: 120, lastMonth: 600, arrivalSeconds: 75, instances: 32 },
  'ap-shanghai-fsi': { lastDay: 48, lastMonth: 180, arrivalSeconds: 300, instances: 10 },
  'eu-frankfurt': { lastDay: 0, lastMonth: 0, arrivalSeconds: 0, instances: 6 },
}

const otherLoad: RegionLoad = { lastDay: 60, lastMonth: 300, arrivalSeconds: 150, instances: 16 }

/** With `tasks` given, a region that has any gets that many in its thirty days, a fifth of them in the last one. */
export function regionLoad(region: string, tasks?: number): RegionLoad {
  const load = loads[region] ?? otherLoad
  if (tasks === undefined || load.lastMonth === 0) return load
  return {
    ...load,
    lastMonth: tasks,
    lastDay: Math.round(tasks / 5),
    instances: Math.max(load.instances, Math.round(tasks / 100)),
  }
}

const zoneIds: Record<string, number[]> = {
  'ap-guangzhou': [100003, 100004, 100006],
  'ap-shanghai': [200002, 200004, 200005],
  'ap-singapore': [900001, 900003],
  'ap-beijing': [800003, 800005, 800006, 800007],
  'ap-shanghai-fsi': [700001, 700002, 700003],
  'eu-frankfurt': [170001],
  'ap-nanjing': [330001, 330002, 330003],
  'ap-chengdu': [160001, 160002],
  'ap-chongqing': [190001],
  'ap-hongkong': [300001, 300002, 300003],
  'ap-taipei': [390001],
  'ap-jakarta': [720001],
  'ap-bangkok': [230001],
  'ap-seoul': [180001, 180002],
  'ap-tokyo': [250001, 250002],
  'ap-mumbai': [210001, 210002],
  'na-ashburn': [220001, 220002],
  'na-siliconvalley': [150001, 150002],
  'sa-saopaulo': [740001],
  'ap-shenzhen-fsi': [110001, 110002, 110003],
  'ap-beijing-fsi': [460001],
}

export function zonesOf(region: string): number[] {
  return zoneIds[region] ?? [160001, 160002]
}
