import type { Locale } from '@/lib/i18n/locale'

interface Region {
  /** The cloud's number for it, which some of its consoles and sibling APIs use. */
  id: number
  en: string
  'zh-CN': string
}

/** Assembled from the endpoint lists of cdb and DBbrain and from zone documents, read 2026-08; other names are accepted. */
const REGIONS: Record<string, Region> = {
  'ap-guangzhou': { id: 1, en: 'Guangzhou', 'zh-CN': '广州' },
  'ap-shanghai': { id: 4, en: 'Shanghai', 'zh-CN': '上海' },
  'ap-nanjing': { id: 33, en: 'Nanjing', 'zh-CN': '南京' },
  'ap-beijing': { id: 8, en: 'Beijing', 'zh-CN': '北京' },
  'ap-chengdu': { id: 16, en: 'Chengdu', 'zh-CN': '成都' },
  'ap-chongqing': { id: 19, en: 'Chongqing', 'zh-CN': '重庆' },
  'ap-hongkong': { id: 5, en: 'Hong Kong (China)', 'zh-CN': '中国香港' },
  'ap-taipei': { id: 39, en: 'Taipei (China)', 'zh-CN': '中国台北' },
  'ap-tianjin': { id: 36, en: 'Tianjin', 'zh-CN': '天津' },
  'ap-shenzhen': { id: 37, en: 'Shenzhen', 'zh-CN': '深圳' },
  'ap-qingyuan': { id: 54, en: 'Qingyuan', 'zh-CN': '清远' },
  'ap-hangzhou-ec': { id: 32, en: 'Hangzhou (EC)', 'zh-CN': '杭州' },
  'ap-singapore': { id: 9, en: 'Singapore', 'zh-CN': '新加坡' },
  'ap-jakarta': { id: 72, en: 'Jakarta', 'zh-CN': '雅加达' },
  'ap-bangkok': { id: 23, en: 'Bangkok', 'zh-CN': '曼谷' },
  'ap-seoul': { id: 18, en: 'Seoul', 'zh-CN': '首尔' },
  'ap-tokyo': { id: 25, en: 'Tokyo', 'zh-CN': '东京' },
  'ap-mumbai': { id: 21, en: 'Mumbai', 'zh-CN': '孟买' },
  'na-ashburn': { id: 22, en: 'Virginia', 'zh-CN': '弗吉尼亚' },
  'na-siliconvalley': { id: 15, en: 'Silicon Valley', 'zh-CN': '硅谷' },
  'na-toronto': { id: 6, en: 'Toronto', 'zh-CN': '多伦多' },
  'sa-saopaulo': { id: 74, en: 'São Paulo', 'zh-CN': '圣保罗' },
  'eu-frankfurt': { id: 17, en: 'Frankfurt', 'zh-CN': '法兰克福' },
  'eu-moscow': { id: 24, en: 'Moscow', 'zh-CN': '莫斯科' },
  'ap-shanghai-fsi': { id: 7, en: 'Shanghai Finance', 'zh-CN': '上海金融' },
  'ap-shenzhen-fsi': { id: 11, en: 'Shenzhen Finance', 'zh-CN': '深圳金融' },
  'ap-beijing-fsi': { id: 46, en: 'Beijing Finance', 'zh-CN': '北京金融' },
}

/** The region's short name in a language; a region that is not in the list goes by its own name. */
export function regionName(region: string, locale: Locale): string {
  return Object.hasOwn(REGIONS, region) ? (REGIONS[region]?.[locale] ?? region) : region
}

/** The cloud's number of a region; null for one that is not in the list. */
export function regionId(region: string): number | null {
  return Object.hasOwn(REGIONS, region) ? (REGIONS[region]?.id ?? null) : null
}
