import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { requireInstanceKeys } from './instances-query'
import { isProblemError } from './problem-error'

const KEY = 'default/ap-guangzhou/cdb-c1nl9rpv'

function refusalOf(query: string) {
  try {
    requireInstanceKeys(new URLSearchParams(query))
  } catch (error) {
    return Object(error).problem
  }
  throw new Error('nothing was refused')
}

describe('the keys of instances', () => {
  it('are read in their order, an empty one left out', () => {
    expect(requireInstanceKeys(new URLSearchParams(`keys=${KEY},,pro.d_1/eu-frankfurt/cdbro-1`))).toEqual([
      { account: 'default', region: 'ap-guangzhou', instanceId: 'cdb-c1nl9rpv' },
      { account: 'pro.d_1', region: 'eu-frankfurt', instanceId: 'cdbro-1' },
    ])
  })

  it('are at most three hundred', () => {
    expect(requireInstanceKeys(new URLSearchParams({ keys: Array(300).fill(KEY).join() }))).toHaveLength(300)
    expect(refusalOf(`keys=${Array(301).fill(KEY).join()}`)).toMatchObject({
      parameters: [{ parameter: 'keys', reason: 'not-allowed' }],
    })
  })

  it.each([
    [`keys=${KEY}&colour=red`, 'colour', 'unknown-parameter'],
    [`keys=${KEY}&keys=${KEY}`, 'keys', 'repeated'],
    ['', 'keys', 'not-allowed'],
    ['keys=', 'keys', 'not-allowed'],
    ['keys=,', 'keys', 'not-allowed'],
    ['keys=cdb-c1nl9rpv', 'keys', 'not-allowed'],
    ['keys=default/ap-guangzhou/', 'keys', 'not-allowed'],
    ['keys=default/ap-guangzhou/cdb 1', 'keys', 'not-allowed'],
    ['keys=default/ap-guangzhou/cdb-1/2', 'keys', 'not-allowed'],
    [`keys=default/ap-guangzhou/${'x'.repeat(41)}`, 'keys', 'not-allowed'],
    [`keys=${KEY},default/AP/cdb-1`, 'keys', 'not-allowed'],
  ])('are refused in ?%s', (query, parameter, reason) => {
    expect(refusalOf(query)).toMatchObject({ status: 400, parameters: [{ parameter, reason }] })
  })

  it('are read or refused, whatever the query', () => {
    const word = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(KEY, 'keys', `${KEY},`, 'a/b/c'))
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.oneof(fc.constant('keys'), word), word), { maxLength: 4 }), (pairs) => {
        try {
          const keys = requireInstanceKeys(new URLSearchParams(pairs))
          for (const { instanceId } of keys) expect(instanceId).toMatch(/^[\w-]{1,40}$/)
        } catch (error) {
          expect(isProblemError(error) && error.problem.type).toBe('urn:cdb-tasks:problem:bad-parameter')
        }
      }),
    )
  })
})
