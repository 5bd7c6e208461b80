import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '@/lib/json'
import { PayloadReader } from './payload-reader'

describe('the reader of a payload', () => {
  it('hands back exactly what nobody took', () => {
    const item = new PayloadReader({ Code: 0, Extra: { a: 1 }, Rows: [{ Name: 'x', Odd: 2 }, 'text', { Name: 'y' }] })
    expect(item.take('Code')).toBe(0)
    expect(item.takeRows('Rows').map((row) => row.take('Name'))).toEqual(['x', 'y'])
    expect(item.rest()).toEqual({ Extra: { a: 1 }, Rows: [{ Odd: 2 }, 'text'] })
  })

  it('has no rest where all was taken', () => {
    const item = new PayloadReader({ Rows: [{ Name: 'x' }], Before: { Memory: 1 } })
    for (const row of item.takeRows('Rows')) row.take('Name')
    item.takeObject('Before')?.take('Memory')
    expect(item.rest()).toBeNull()
  })

  it.each<Json>(['text', 7, null, { a: 1 }])('leaves %j unread where a list is expected', (value) => {
    const item = new PayloadReader({ Rows: value })
    expect(item.takeRows('Rows')).toEqual([])
    expect(item.rest()).toEqual({ Rows: value })
  })

  it.each<Json>(['text', 7, null, [1]])('leaves %j unread where an object is expected', (value) => {
    const item = new PayloadReader({ Before: value })
    expect(item.takeObject('Before')).toBeNull()
    expect(item.rest()).toEqual({ Before: value })
  })

  it('sees only the keys that came, whatever they are called', () => {
    const item = new PayloadReader(JSON.parse('{"__proto__":1,"constructor":2}'))
    expect([item.take('toString'), item.take('constructor')]).toEqual([undefined, 2])
    expect(JSON.stringify(item.rest())).toBe('{"__proto__":1}')
  })

  it('is the whole object before anything is taken', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (object) => {
        // Safe: fast-check's JSON is JSON.
        const rest = new PayloadReader(object as Record<string, Json>).rest()
        expect(JSON.stringify(rest ?? {})).toBe(JSON.stringify(object))
      }),
    )
  })
})
