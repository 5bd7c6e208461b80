import { describe, expect, it } from 'vitest'
import { RateLimit } from './rate-limit'
import { startSimulator } from './server'
import { createTestClient, failureOf } from './test-client'

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
})
