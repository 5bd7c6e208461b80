import { describe, expect, it } from 'vitest'
import { actions } from './actions/registry'
import { RateLimit } from './rate-limit'
import { DEMO_SECRET_ID, startSimulator } from './server'
import { control, createTestClient, failureOf } from './test-client'

describe('the rate limit', () => {
  it('refuses the call over the share of a second, and answers again when the second is over', async () => {
    const simulator = await startSimulator({ requestsPerSecond: 3 })
    try {
      const client = createTestClient(simulator)
      await Promise.all([client.describeTasks(), client.describeTasks(), client.describeTasks()])
      expect(await failureOf(client.describeTasks())).toMatchObject({ code: 'RequestLimitExceeded' })
      await new Promise((resolve) => setTimeout(resolve, 1050))
      expect((await client.describeTasks()).Items).toHaveLength(20)
    } finally {
      await simulator.close()
    }
  })

  it('counts in a sliding second, not in calendar seconds', () => {
    const limit = new RateLimit(2)
    const taken = [900, 950, 1100, 1899, 1900, 1901, 1951].map((at) => limit.take('key', at))
    expect(taken).toEqual([true, true, false, false, true, false, true])
  })

  it('counts each key for itself', () => {
    const limit = new RateLimit(1)
    expect([limit.take('a', 0), limit.take('b', 0), limit.take('a', 1)]).toEqual([true, true, false])
  })

  it('tells how many calls a key made in its worst second, and how many of all were refused', () => {
    const limit = new RateLimit(2)
    for (const at of [0, 10, 20, 30, 1500]) limit.take('a', at)
    limit.take('b', 0)
    expect(limit.toJSON()).toEqual({ a: { worstSecond: 4, refused: 2 }, b: { worstSecond: 1, refused: 0 } })
    limit.forget()
    limit.take('a', 1600)
    expect(limit.toJSON()).toMatchObject({ a: { worstSecond: 1, refused: 0 } })
  })

  it('keeps the share that was taken when its counts are forgotten', () => {
    const limit = new RateLimit(1)
    limit.take('a', 0)
    limit.forget()
    expect(limit.take('a', 10)).toBe(false)
  })

  it('counts a call as it arrives, however long its answer takes', async () => {
    const simulator = await startSimulator({ requestsPerSecond: 1, latencyMs: 300 })
    try {
      const client = createTestClient(simulator)
      await client.describeTasks({ Limit: 1 })
      await new Promise((resolve) => setTimeout(resolve, 750))
      expect((await client.describeTasks({ Limit: 1 })).Items).toHaveLength(1)
      expect(await control(simulator, 'GET', 'limit')).toEqual({
        [`${DEMO_SECRET_ID}@${new URL(simulator.url).host}`]: { worstSecond: 1, refused: 0 },
      })
    } finally {
      await simulator.close()
    }
  })

  it('begins to count anew when it is told to, and knows no call whose signature is wrong', async () => {
    const simulator = await startSimulator({ requestsPerSecond: 1 })
    try {
      await failureOf(createTestClient(simulator, { secretKey: 'another key' }).describeTasks())
      expect(await control(simulator, 'GET', 'limit')).toEqual({})
      const client = createTestClient(simulator)
      await client.describeTasks()
      await failureOf(client.describeTasks())
      expect(Object.values(Object(await control(simulator, 'GET', 'limit')))).toEqual([{ worstSecond: 2, refused: 1 }])
      await control(simulator, 'DELETE', 'limit')
      expect(Object.values(Object(await control(simulator, 'GET', 'limit')))).toEqual([{ worstSecond: 0, refused: 0 }])
    } finally {
      await simulator.close()
    }
  })

  it('is one of its own for each action, in proportion to that of DescribeTasks', async () => {
    const simulator = await startSimulator({ requestsPerSecond: 10 })
    try {
      const client = createTestClient(simulator)
      const codes = async (action: string, count: number) => {
        const calls = Array.from({ length: count }, () => client.request(action, { AsyncRequestId: 'none' }))
        const failures = await Promise.all(calls.map((call) => failureOf(call)))
        return failures.filter(({ code }) => code === 'RequestLimitExceeded').length
      }
      expect(await codes('DescribeAsyncRequestInfo', 6)).toBe(2)
      expect(await codes('DescribeTimeWindow', 6)).toBe(4)
      await Promise.all(Array.from({ length: 10 }, () => client.describeTasks({ Limit: 1 })))
      const lane = `${DEMO_SECRET_ID}@${new URL(simulator.url).host}`
      expect(await control(simulator, 'GET', 'limit')).toEqual({
        [lane]: { worstSecond: 10, refused: 0 },
        [`${lane} DescribeAsyncRequestInfo`]: { worstSecond: 6, refused: 2 },
        [`${lane} DescribeTimeWindow`]: { worstSecond: 6, refused: 4 },
      })
    } finally {
      await simulator.close()
    }
  })

  it.each([
    ['DescribeDBImportRecords', 100],
    ['DescribeInstanceParamRecords', 20],
    ['DescribeRollbackTaskDetail', 20],
    ['DescribeDBInstances', 100],
    ['DescribeTimeWindow', 20],
    ['DescribeAsyncRequestInfo', 40],
    ['DescribeDBSwitchRecords', 50],
  ])('allows %s %i calls a second, as documented', (action, perSecond) => {
    expect(actions.get(action)?.perSecond).toBe(perSecond)
  })
})
