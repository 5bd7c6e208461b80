import { describe, expect, it } from 'vitest'
import { fakeTask } from '../fake-task'
import { fakeInstance } from './fake-instance'
import { instanceKeysOf, namesIn } from './instance-keys'

const taskOf = (...instanceIds: string[]) => fakeTask({ jobId: '1', instanceIds })

describe('the instances that a page of rows asks about', () => {
  it('are the first of each task, once, in an order that is not the rows’', () => {
    const rows = [taskOf('cdb-b', 'cdb-c'), taskOf('cdb-a'), taskOf('cdb-b'), taskOf()]
    expect(instanceKeysOf(rows)).toEqual(['default/ap-guangzhou/cdb-a', 'default/ap-guangzhou/cdb-b'])
    expect(instanceKeysOf(rows.toReversed())).toEqual(instanceKeysOf(rows))
  })

  it('are such as an instance may be called', () => {
    expect(instanceKeysOf([taskOf('cdb a'), taskOf('x'.repeat(41)), taskOf(''), taskOf('a,b'), taskOf('例')])).toEqual(
      [],
    )
  })

  it('are no more than an address holds', () => {
    const rows = Array.from({ length: 400 }, (_, index) => taskOf(`cdb-${index}`))
    expect(instanceKeysOf(rows).join().length).toBeLessThan(6_000)
  })
})

describe('the names in an answer', () => {
  it('stand by place and id, where there is one', () => {
    const scope = { account: 'default', readAt: '2026-03-01T00:00:00Z', problem: null }
    const names = namesIn({
      scopes: [
        { ...scope, region: 'ap-guangzhou', instances: [fakeInstance('a'), fakeInstance('b', { name: null })] },
        { ...scope, region: 'ap-shanghai', instances: [fakeInstance('a', { name: '订单库' })] },
      ],
    })
    expect([...names]).toEqual([
      ['default/ap-guangzhou/a', 'name of a'],
      ['default/ap-shanghai/a', '订单库'],
    ])
  })
})
