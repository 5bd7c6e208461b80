import { describe, expect, it } from 'vitest'
import { humanBytes } from './bytes'
import { formatDateTime, zoneSuffix } from './date-time'
import { durationParts } from './duration'

describe('durations', () => {
  it.each([
    [0, '0second'],
    [59, '59second'],
    [60, '1minute'],
    [79_901, '22hour 11minute'],
    [86_400, '1day'],
    [90_061, '1day 1hour'],
    [3_599.6, '1hour'],
  ])('%d s are %s', (seconds, text) => {
    expect(
      durationParts(seconds)
        .map(({ n, unit }) => `${n}${unit}`)
        .join(' '),
    ).toBe(text)
  })
})

describe('sizes', () => {
  it.each([
    [12, 12, 'B'],
    [28_384, 27.7, 'KiB'],
    [5_857_113, 5.6, 'MiB'],
    [0, 0, 'B'],
  ])('%d bytes are %d %s', (bytes, amount, unit) => {
    expect(humanBytes(bytes)).toEqual({ amount, unit })
  })
})

describe('times', () => {
  it('stand in the zone that was asked for', () => {
    expect(formatDateTime('2017-06-27T08:46:52Z', 'beijing')).toBe('2017-06-27 16:46:52')
    expect(formatDateTime('2017-06-27T08:46:52Z', 'utc')).toBe('2017-06-27 08:46:52')
    expect(zoneSuffix('beijing', 0)).toBe('+08:00')
    expect(zoneSuffix('utc', 0)).toBe('Z')
  })

  it('stay as they came where they could not be read', () => {
    expect(formatDateTime('soon', 'beijing')).toBe('soon')
  })
})
