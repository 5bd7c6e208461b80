import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { regionName } from './regions'
import { toZone, zoneName } from './zones'

describe('zones', () => {
  it('reads the documented zone', () => {
    expect(toZone(160002)).toEqual({ region: 'ap-chengdu', number: 2 })
  })

  it.each([
    [160002, 'Chengdu Zone 2', '成都二区'],
    [100006, 'Guangzhou Zone 6', '广州六区'],
    [200011, 'Shanghai Zone 11', '上海11区'],
    [700001, 'Shanghai Finance Zone 1', '上海金融一区'],
    [900001, 'Singapore Zone 1', '新加坡一区'],
  ])('names %i in both languages', (zoneId, english, chinese) => {
    const zone = toZone(zoneId)
    expect(zone && zoneName(zone, regionName(zone.region, 'en'), 'en')).toBe(english)
    expect(zone && zoneName(zone, regionName(zone.region, 'zh-CN'), 'zh-CN')).toBe(chinese)
  })

  it.each([0, -160002, 160000, 160100, 990001, 1.5, 160002.5, NaN, Infinity, 1e21])('does not know %d', (zoneId) => {
    expect(toZone(zoneId)).toBeNull()
  })

  it('never names a zone of a region without a name', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100_000, max: 999_999 }), (zoneId) => {
        const zone = toZone(zoneId)
        if (zone) expect(regionName(zone.region, 'en')).not.toBe(zone.region)
      }),
      { numRuns: 2_000 },
    )
  })
})
