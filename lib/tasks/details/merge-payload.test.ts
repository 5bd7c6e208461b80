import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '@/lib/json'
import { mergePayload } from './merge-payload'

// Safe: both are what JSON can hold.
const json = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>

describe('mergePayload', () => {
  it('lets Data stand and adds what only the sibling knows', () => {
    const data = [{ InstanceId: '', FileName: 'a.sql', FileSize: '12', CostTime: 0 }]
    const sibling = [{ InstanceId: 'cdb-1', FileName: 'a.sql', FileSize: 12, CreateTime: '2026-01-01 00:00:00' }]
    expect(mergePayload(data, sibling)).toEqual({
      payload: [
        { InstanceId: 'cdb-1', FileName: 'a.sql', FileSize: '12', CostTime: 0, CreateTime: '2026-01-01 00:00:00' },
      ],
      differences: [],
    })
  })

  it('takes the sibling where the service sends no Data, and Data where the sibling has nothing', () => {
    expect(mergePayload(null, [{ A: 1 }]).payload).toEqual([{ A: 1 }])
    expect(mergePayload([], [{ A: 1 }]).payload).toEqual([{ A: 1 }])
    expect(mergePayload([{ A: 1 }], null).payload).toEqual([{ A: 1 }])
    expect(mergePayload([], null).payload).toEqual([])
    expect(mergePayload(null, []).payload).toBeNull()
  })

  it('names what contradicts Data, and shows Data', () => {
    const { payload, differences } = mergePayload(
      [{ InstanceId: 'a', Database: 'x' }],
      [{ InstanceId: 'a', Database: 'y' }],
    )
    expect(payload).toEqual([{ InstanceId: 'a', Database: 'x' }])
    expect(differences).toEqual([{ field: 'Database', inData: 'x', inSibling: 'y' }])
  })

  it('does not take a status in another vocabulary for a contradiction', () => {
    expect(mergePayload([{ Status: 2 }], [{ Status: 'SUCCESS' }]).differences).toEqual([])
    expect(mergePayload([{ Status: 2 }], [{ Status: 'FAILED' }]).differences).toHaveLength(1)
  })

  it('pairs items by instance and parameters by name, and keeps what has no pair', () => {
    const data: Json = [{ InstanceId: 'a' }, { InstanceId: 'b', Parameters: [{ Name: 'p', OldValue: '1' }] }]
    const sibling: Json = [
      { InstanceId: 'b', Parameters: [{ Name: 'q' }, { Name: 'p', OldValue: '1', ModifyTime: 't' }] },
      { InstanceId: 'c' },
    ]
    expect(mergePayload(data, sibling).payload).toEqual([
      { InstanceId: 'a' },
      // What the records have beside it at the same time may be another task's.
      { InstanceId: 'b', Parameters: [{ Name: 'p', OldValue: '1', ModifyTime: 't' }] },
      { InstanceId: 'c' },
    ])
  })

  it('names lists that contradict Data too, and which parameter it is about; another order is no contradiction', () => {
    const tables = (...names: string[]) => [{ Databases: names.map((DatabaseName) => ({ DatabaseName, Code: 0 })) }]
    const reordered = [
      {
        Databases: [
          { Code: 0, DatabaseName: 'b' },
          { DatabaseName: 'a', Code: 0 },
        ],
      },
    ]
    expect(mergePayload(tables('a', 'b'), tables('c')).differences).toMatchObject([{ field: 'Databases' }])
    expect(mergePayload(tables('a', 'b'), reordered).differences).toEqual([])
    const parameter = (OldValue: string) => [{ Parameters: [{ Name: 'p', OldValue }] }]
    expect(mergePayload(parameter('1'), parameter('9')).differences).toEqual([
      { field: 'p · OldValue', inData: '1', inSibling: '9' },
    ])
  })

  it('shows both of two records of one job', () => {
    const records = [
      { InstanceId: 'a', FileName: '1' },
      { InstanceId: 'a', FileName: '2' },
    ]
    expect(mergePayload(null, records).payload).toEqual(records)
    expect(mergePayload([{ InstanceId: 'a', FileName: '1' }], records).payload).toEqual(records)
  })

  it('never throws, and never changes a value that Data has', () => {
    fc.assert(
      fc.property(json, json, (data, sibling) => {
        mergePayload(data, sibling)
        expect(mergePayload(data, data).differences).toEqual([])
      }),
      { numRuns: 2_000 },
    )
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.integer()), fc.dictionary(fc.string(), json), (own, other) => {
        expect(mergePayload([own], [other]).payload).toMatchObject([own])
      }),
    )
  })
})
