/** A zone of the cloud by its integer: 160002 is the second zone of Chengdu. */
export interface Zone {
  region: string
  number: number
}

/**
 * The first two digits of a zone id name the region, the rest count its zones. Source: zone tables of sibling APIs'
 * examples, read 2026-08; Jakarta and São Paulo by the same pattern.
 */
const REGIONS: Record<number, string> = {
  10: 'ap-guangzhou',
  11: 'ap-shenzhen-fsi',
  15: 'na-siliconvalley',
  16: 'ap-chengdu',
  17: 'eu-frankfurt',
  18: 'ap-seoul',
  19: 'ap-chongqing',
  20: 'ap-shanghai',
  21: 'ap-mumbai',
  22: 'na-ashburn',
  23: 'ap-bangkok',
  24: 'eu-moscow',
  25: 'ap-tokyo',
  30: 'ap-hongkong',
  33: 'ap-nanjing',
  36: 'ap-tianjin',
  39: 'ap-taipei',
  40: 'na-toronto',
  46: 'ap-beijing-fsi',
  70: 'ap-shanghai-fsi',
  72: 'ap-jakarta',
  74: 'sa-saopaulo',
  80: 'ap-beijing',
  90: 'ap-singapore',
}

const CHINESE_NUMERALS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十']

export function toZone(zoneId: number): Zone | null {
  const region = REGIONS[Math.floor(zoneId / 10_000)]
  const number = zoneId % 10_000
  return region && Number.isInteger(zoneId) && number >= 1 && number <= 99 ? { region, number } : null
}

/** `Chengdu Zone 2`, `成都二区`, from the region's name in that language. */
export function zoneName({ number }: Zone, regionName: string, locale: 'en' | 'zh-CN'): string {
  return locale === 'en' ? `${regionName} Zone ${number}` : `${regionName}${CHINESE_NUMERALS[number] ?? number}区`
}
