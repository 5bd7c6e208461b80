import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readReply } from './describe-tasks-schema'
import { isUpstreamError } from './errors'

it('reads the items, the count and the request id', () => {
  const reply = { TotalCount: 13, Items: [{ JobId: 1 }], RequestId: 'r-1' }
  expect(readReply(reply, 0)).toEqual({ items: [{ JobId: 1 }], totalCount: 13, requestId: 'r-1' })
})

it.each([{ TotalCount: 0, Items: null }, { TotalCount: 0 }, { TotalCount: '0', Items: [] }])(
  'takes %j for no tasks at all',
  (reply) => {
    expect(readReply(reply, 0)).toMatchObject({ items: [], totalCount: 0 })
  },
)

it.each([
  { TotalCount: 3, Items: null, RequestId: 'r-1' },
  { Items: null, RequestId: 'r-1' },
  { TotalCount: 3, RequestId: 'r-1' },
  { TotalCount: 0, Items: {}, RequestId: 'r-1' },
  { TotalCount: 0, Items: 'none', RequestId: 'r-1' },
])('does not take %j for “no results”', (reply) => {
  expect(() => readReply(reply, 0)).toThrow(expect.objectContaining({ kind: 'unreadable-reply', requestId: 'r-1' }))
})

it('takes no items for an empty page where the offset lies behind the last task', () => {
  expect(readReply({ TotalCount: 5, Items: null }, 100)).toMatchObject({ items: [], totalCount: 5 })
})

it('opens items that are JSON within JSON, and keeps those that are not', () => {
  expect(readReply({ TotalCount: 2, Items: ['{"JobId":7}', 'no JSON'] }, 0).items).toEqual([{ JobId: 7 }, 'no JSON'])
})

it.each([
  ['13', 13],
  [-1, null],
  [1.5, null],
  ['many', null],
  [{}, null],
  [null, null],
])('reads a TotalCount of %j as %j', (TotalCount, totalCount) => {
  expect(readReply({ TotalCount, Items: [] }, 0).totalCount).toBe(totalCount)
})

it('throws nothing but an unreadable reply, and keeps every item, whatever comes', () => {
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.record({ Items: fc.jsonValue(), TotalCount: fc.jsonValue() })), (reply) => {
      try {
        const { items } = readReply(reply, 0)
        const came = (reply as { Items?: unknown } | null)?.Items
        expect(items).toHaveLength(Array.isArray(came) ? came.length : 0)
      } catch (error) {
        expect(isUpstreamError(error) && error.kind).toBe('unreadable-reply')
      }
    }),
  )
})
