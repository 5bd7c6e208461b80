import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromBeijingTime, toBeijingTime } from './beijing-time'

describe('Beijing time', () => {
  it('is eight hours ahead of UTC', () => {
    expect(toBeijingTime(Date.UTC(2017, 5, 27, 7, 5, 33))).toBe('2017-06-27 15:05:33')
  })

  it('reads back what it wrote, to the second', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), (seconds) => {
        expect(fromBeijingTime(toBeijingTime(seconds * 1000))).toBe(seconds * 1000)
      }),
    )
  })

  it.each(['2017-02-30 10:00:00', '2017-06-27T10:00:00Z', '2017-6-27 10:00:00', '2017-06-27', '', 'now'])(
    'refuses %j',
    (text) => {
      expect(fromBeijingTime(text)).toBeUndefined()
    },
  )
})
