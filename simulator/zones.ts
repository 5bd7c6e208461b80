/** The cloud's own number of a region, and its city as the name of a zone begins. */
const regions: Record<string, { id: number; city: string }> = {
  'ap-guangzhou': { id: 1, city: '广州' },
  'ap-shanghai': { id: 4, city: '上海' },
  'ap-singapore': { id: 9, city: '新加坡' },
  'ap-beijing': { id: 8, city: '北京' },
  'ap-shanghai-fsi': { id: 7, city: '上海金融' },
  'eu-frankfurt': { id: 17, city: '法兰克福' },
  'ap-nanjing': { id: 33, city: '南京' },
  'ap-chengdu': { id: 16, city: '成都' },
  'ap-chongqing': { id: 19, city: '重庆' },
  'ap-hongkong': { id: 5, city: '香港' },
  'ap-taipei': { id: 39, city: '台北' },
  'ap-jakarta': { id: 72, city: '雅加达' },
  'ap-bangkok': { id: 23, city: '曼谷' },
  'ap-seoul': { id: 18, city: '首尔' },
  'ap-tokyo': { id: 25, city: '东京' },
  'ap-mumbai': { id: 21, city: '孟买' },
  'na-ashburn': { id: 22, city: '弗吉尼亚' },
  'na-siliconvalley': { id: 15, city: '硅谷' },
  'sa-saopaulo': { id: 74, city: '圣保罗' },
  'ap-shenzhen-fsi': { id: 11, city: '深圳金融' },
  'ap-beijing-fsi': { id: 46, city: '北京金融' },
}

const numerals = '零一二三四五六七八九'

export function regionIdOf(region: string): number {
  return regions[region]?.id ?? 0
}

/** `ap-guangzhou-3`; the last digits of a zone's number count the zones of its region. */
export function zoneCode(region: string, zoneId: number): string {
  return `${region}-${zoneId % 10_000}`
}

/** 广州三区 */
export function zoneName(region: string, zoneId: number): string {
  return `${regions[region]?.city ?? region}${numerals.charAt(zoneId % 10_000)}区`
}
