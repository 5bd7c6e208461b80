import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '@/lib/json'
import { failedInstancesOf } from './failed-instances'

const instanceIds = ['cdb-a', 'cdb-b', 'cdb-c']
const of = (payload: Json) => failedInstancesOf({ instanceIds, payload })

describe('the instances that a task failed on', () => {
  it.each<[string, Json, string[]]>([
    [
      'a code',
      [{ InstanceId: 'cdb-a', Code: 9031 }, { InstanceId: 'cdb-b', Code: 0 }, { InstanceId: 'cdb-c' }],
      ['cdb-a'],
    ],
    [
      'a code as text',
      [
        { InstanceId: 'cdb-b', Code: '-3' },
        { InstanceId: 'cdb-a', Code: '0' },
      ],
      ['cdb-b'],
    ],
    [
      'a status',
      [
        { InstanceId: 'cdb-a', Status: 3 },
        { InstanceId: 'cdb-b', Status: 2 },
      ],
      ['cdb-a'],
    ],
    [
      'a status in words',
      [
        { InstanceId: 'cdb-a', Status: 'SUCCESS' },
        { InstanceId: 'cdb-c', Status: 'FAILED' },
      ],
      ['cdb-c'],
    ],
    ['a payload of one', { InstanceId: 'cdb-b', Code: 3 }, ['cdb-b']],
  ])('are those that the payload tells it of by %s', (_, payload, failed) => {
    expect(of(payload)).toEqual(failed)
  })

  it.each<[string, Json]>([
    ['there is no payload', null],
    ['it tells of none', [{ InstanceId: 'cdb-a' }, { InstanceId: 'cdb-b', Code: 0, Status: 2 }]],
    ['what failed has no name', [{ InstanceId: '', Code: 3 }, { Code: 3 }, 'cdb-a', null]],
    [
      'a code is none',
      [
        { InstanceId: 'cdb-a', Code: null, Status: '' },
        { InstanceId: 'cdb-b', Code: '' },
      ],
    ],
  ])('are all of the task where %s', (_, payload) => {
    expect(of(payload)).toEqual(instanceIds)
  })

  it('are there for any payload, without an exception', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        // Safe: fast-check makes what JSON can hold.
        expect(of(value as Json).length).toBeGreaterThan(0)
      }),
    )
  })
})
