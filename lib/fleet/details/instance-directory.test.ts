import { describe, expect, it } from 'vitest'
import type { Account, Scope } from '@/lib/config'
import { fakeInstance } from '@/lib/tasks/details/fake-instance'
import { UpstreamError } from '@/lib/tencent/errors'
import { FakeClock } from '../fake-fleet'
import { InstanceDirectory } from './instance-directory'

// Safe: nothing here reads more of an account than its name.
const scope: Scope = { account: { name: 'default' } as Account, region: 'ap-guangzhou' }

/** Of a cloud that has every instance but those called `gone`, with a note of what each call asked about. */
function directory() {
  const clock = new FakeClock()
  const calls: string[][] = []
  const cloud = { failsWith: null as UpstreamError | null }
  const instances = new InstanceDirectory(
    scope,
    async (_scope, ids) => {
      calls.push(ids)
      if (cloud.failsWith) throw cloud.failsWith
      const found = ids.filter((id) => !id.startsWith('gone')).map((id) => fakeInstance(id))
      return { instances: found, requestId: `request-${calls.length}` }
    },
    clock.now,
  )
  return { instances, clock, calls, cloud }
}

const idsOf = ({ instances }: { instances: { instanceId: string }[] }) => instances.map(({ instanceId }) => instanceId)

describe('the directory of a scope', () => {
  it('makes one call for many readers at once', async () => {
    const { instances, calls } = directory()
    const reads = await Promise.all(Array.from({ length: 50 }, () => instances.read(['a', 'b'])))
    expect(calls).toEqual([['a', 'b']])
    for (const read of reads) expect(read).toMatchObject({ problem: null, requestIds: ['request-1'] })
    expect(reads.map(idsOf)).toEqual(reads.map(() => ['a', 'b']))
  })

  it('makes one call for two pages whose ids overlap', async () => {
    const { instances, calls } = directory()
    const [one, other] = await Promise.all([instances.read(['a', 'b']), instances.read(['b', 'c'])])
    expect(calls).toEqual([['a', 'b', 'c']])
    expect([idsOf(one), idsOf(other)]).toEqual([
      ['a', 'b'],
      ['b', 'c'],
    ])
  })

  it('goes along with a call that is on its way', async () => {
    const { instances, calls } = directory()
    const first = instances.read(['a', 'b'])
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(idsOf(await instances.read(['b']))).toEqual(['b'])
    await first
    expect(calls).toHaveLength(1)
  })

  it('asks about the same ids once more after a minute, and not before, with one call', async () => {
    const { instances, clock, calls } = directory()
    const { readAt } = await instances.read(['a', 'b'])
    clock.pass(59_999)
    expect((await instances.read(['b', 'a'])).readAt).toBe(readAt)
    expect(calls).toHaveLength(1)
    clock.pass(1)
    const again = await Promise.all([instances.read(['a', 'b']), instances.read(['b'])])
    expect(calls).toHaveLength(2)
    expect(again[0].readAt > readAt).toBe(true)
  })

  it('asks about young ids along with new ones, so that they grow old together', async () => {
    const { instances, clock, calls } = directory()
    await instances.read(['a'])
    clock.pass(30_000)
    await instances.read(['a', 'b'])
    clock.pass(59_000)
    await instances.read(['a', 'b'])
    expect(calls).toEqual([['a'], ['a', 'b']])
  })

  it('asks about a hundred with one call, and side by side about the others', async () => {
    const { instances, calls } = directory()
    const ids = Array.from({ length: 250 }, (_, index) => `id-${index}`)
    expect(idsOf(await instances.read([...ids, ...ids]))).toEqual(ids)
    expect(calls.map(({ length }) => length)).toEqual([100, 100, 50])
  })

  it('does not ask again about what the scope does not have while that is young', async () => {
    const { instances, clock, calls } = directory()
    expect(idsOf(await instances.read(['gone-1', 'a']))).toEqual(['a'])
    clock.pass(59_000)
    expect(idsOf(await instances.read(['gone-1']))).toEqual([])
    expect(calls).toHaveLength(1)
  })

  it('tells a failure to all who ask for three seconds, then asks again', async () => {
    const { instances, clock, calls, cloud } = directory()
    cloud.failsWith = new UpstreamError('not-permitted', { code: 'UnauthorizedOperation', requestId: 'r' })
    const failed = await instances.read(['a'])
    expect(failed).toMatchObject({
      instances: [],
      problem: {
        type: 'urn:cdb-tasks:problem:not-permitted',
        detail: expect.stringContaining('cdb:DescribeDBInstances'),
      },
    })
    clock.pass(2_999)
    expect((await instances.read(['a'])).problem).toEqual(failed.problem)
    expect(calls).toHaveLength(1)
    cloud.failsWith = null
    clock.pass(1)
    expect(await instances.read(['a'])).toMatchObject({ problem: null, instances: [{ name: 'name of a' }] })
    expect(calls).toHaveLength(2)
  })

  it('is not held up for ever by a clock that stepped back', async () => {
    const { instances, clock, calls } = directory()
    await instances.read(['a'])
    clock.pass(-3_600_000)
    await instances.read(['a'])
    expect(calls).toHaveLength(2)
  })
})
