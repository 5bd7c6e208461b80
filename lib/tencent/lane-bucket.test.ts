import { setMaxListeners } from 'node:events'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type RedisServer, startRedis } from '@/lib/replicas/redis-server'
import { Replicas } from '@/lib/replicas/replicas'
import { LaneBucket } from './lane-bucket'
import type { Bucket, Grant } from './token-bucket'
import { Turns } from './turns'

const log = vi.hoisted(() => ({ logAlone: vi.fn(), logConnected: vi.fn() }))
vi.mock('@/lib/http/log', () => log)

const ends: (() => void | Promise<void>)[] = []
async function endAll(): Promise<void> {
  for (const end of ends.splice(0).reverse()) await end()
}

const BEAT_MS = 100
const now = () => performance.now()
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const until = (condition: () => boolean) => vi.waitUntil(condition, { timeout: 10_000, interval: 5 })
const forever = new AbortController().signal
setMaxListeners(0, forever)

async function redis(): Promise<RedisServer> {
  const server = await startRedis()
  ends.push(server.kill)
  return server
}

const isTogether = (all: Replicas[]) => all.every((one) => one.present() === all.length && one.known() === all.length)

/** Each has a connection of its own, and knows of the others. */
async function threeReplicas(url: string, commandMs = 3_000): Promise<Replicas[]> {
  const timing = { commandMs, beatMs: BEAT_MS, longestPauseMs: 200 }
  const all = Array.from({ length: 3 }, () => new Replicas(() => url, timing))
  ends.push(() => all.forEach((one) => void one.close()))
  await until(() => isTogether(all))
  return all
}

/** A turn was given not before `from` and not after `to`, however late the answer came. */
interface Span {
  replica: number
  from: number
  to: number
}

let lanes = 0

/** One limit of several replicas, and a note of every turn that it gave. */
function laneOf(all: Replicas[], perSecond: number) {
  const given: Span[] = []
  const used: Span[] = []
  const name = `key AKIDcanary host-${lanes++}.example`
  const watched = (bucket: Bucket, replica: number): Bucket => ({
    take: async (wanted): Promise<Grant> => {
      const asked = now()
      const grant = await bucket.take(wanted)
      const answered = now()
      for (const ms of grant.inMs) given.push({ replica, from: asked + ms, to: answered + ms })
      return grant
    },
    slowDown: () => bucket.slowDown(),
  })
  const turns = all.map((one, replica) => new Turns(watched(new LaneBucket(name, perSecond, one), replica)))
  return { perSecond, given, used, turns }
}

/** The most that were certainly given within one sliding second. */
function mostInASecond(given: Span[]): number {
  const within = (from: number) => given.filter((span) => span.from >= from && span.to < from + 1_000).length
  return Math.max(0, ...given.map(({ from }) => within(from)))
}

const between = (given: Span[], from: number, to: number) => given.filter((span) => span.from >= from && span.to < to)

/** Always someone waiting at each, until the returned function is called. */
function saturate(turns: Turns[], used: Span[] = []): () => void {
  let isOver = false
  const ask = async (one: Turns, replica: number) => {
    while (!isOver) {
      await one.take(forever)
      used.push({ replica, from: now(), to: now() })
    }
  }
  for (const [replica, one] of turns.entries()) for (let caller = 0; caller < 20; caller++) void ask(one, replica)
  return () => {
    isOver = true
  }
}

async function scriptsRun(replica: Replicas | undefined): Promise<number> {
  const stats = String(await replica?.ask('INFO', 'commandstats'))
  return Number(/cmdstat_evalsha:calls=(\d+)/.exec(stats)?.[1])
}

describe('three replicas at one Redis', () => {
  let all: Replicas[]
  beforeAll(async () => {
    all = await threeReplicas((await redis()).url)
  })
  afterAll(endAll)

  test('have no more than the limit in any sliding second, get most of it, and each its part', async () => {
    const lanes = [10, 50, 200].map((perSecond) => laneOf(all, perSecond))
    const stops = lanes.map(({ turns }) => saturate(turns))
    await sleep(4_000)
    for (const stop of stops) stop()
    for (const { perSecond, given } of lanes) {
      expect(mostInASecond(given)).toBeLessThanOrEqual(perSecond)
      expect(given.length).toBeGreaterThanOrEqual(0.7 * perSecond * 4)
      for (const replica of [0, 1, 2]) {
        expect(given.filter((span) => span.replica === replica).length).toBeGreaterThan(given.length / 10)
      }
    }
  })

  test('have no more than the limit, whoever asks when', async () => {
    const lanes = [1, 5, 30, 100].map((perSecond) => laneOf(all, perSecond))
    const asked = lanes.flatMap(({ turns, perSecond }) =>
      Array.from({ length: perSecond * 3 }, async () => {
        // Crowds at each half second, and others at any time.
        await sleep(Math.random() < 0.5 ? Math.floor(Math.random() * 6) * 500 : Math.random() * 3_000)
        await turns[Math.floor(Math.random() * 3)]?.take(forever)
      }),
    )
    await Promise.all(asked)
    for (const { given, perSecond } of lanes) {
      expect(mostInASecond(given)).toBeLessThanOrEqual(perSecond)
      expect(given.length).toBeGreaterThanOrEqual(perSecond * 3)
    }
  })

  test('ask Redis less than once for each turn when many wait', async () => {
    const { turns, given } = laneOf(all, 100)
    const before = await scriptsRun(all[0])
    const stop = saturate(turns)
    await sleep(3_000)
    stop()
    const beats = (3 * 3_000) / BEAT_MS
    expect(((await scriptsRun(all[0])) - before - beats) / given.length).toBeLessThan(0.75)
  })

  test('go slower together when one was refused', async () => {
    const { turns, used } = laneOf(all, 50)
    const stop = saturate(turns, used)
    await sleep(500)
    turns[0]?.slowDown()
    const slowed = now()
    await sleep(2_500)
    stop()
    // The others may still use what they were given ahead.
    const silent = between(used, slowed + 150, slowed + 290)
    expect(silent.filter(({ replica }) => replica === 0)).toEqual([])
    expect(silent.length).toBeLessThanOrEqual(6)
    const rate = between(used, slowed + 700, slowed + 2_500).length / 1.8
    expect(rate).toBeGreaterThan(12)
    expect(rate).toBeLessThan(25)
  })

  test('tell Redis no SecretId', async () => {
    await laneOf(all, 50).turns[0]?.take(forever)
    const keys = (await all[0]?.ask('KEYS', '*')) ?? null
    const names = Array.isArray(keys) ? keys.map(String) : []
    expect(names.length).toBeGreaterThan(1)
    for (const name of names) expect(name).toMatch(/^cdb-tasks:(replicas|lane:[\w-]{43})$/)
  })
})

describe('where one of three', () => {
  afterEach(endAll)

  test('is silent, the others leave it its share: it may be alone, and asking', async () => {
    const { url } = await redis()
    const all = await threeReplicas(url)
    const { turns, given } = laneOf(all, 60)
    all[2]?.close()
    await until(() => all.slice(0, 2).every((one) => one.present() === 2))
    const stop = saturate(turns.slice(0, 2))
    await sleep(2_500)
    stop()
    expect(mostInASecond(given)).toBeLessThanOrEqual(40)
    expect(given.length).toBeGreaterThanOrEqual(0.7 * 40 * 2.5)
  })

  test('says goodbye, the others have all of the limit', async () => {
    const { url } = await redis()
    const all = await threeReplicas(url)
    const { turns, given } = laneOf(all, 60)
    await all[2]?.leave()
    await until(() => all.slice(0, 2).every((one) => one.state().replicas === 2))
    const stop = saturate(turns.slice(0, 2))
    await sleep(2_500)
    stop()
    expect(given.length).toBeGreaterThanOrEqual(0.7 * 60 * 2.5)
  })
})

describe('when Redis', () => {
  afterEach(endAll)

  test('is killed and comes back empty, no sliding second has more than the limit, and nobody waits for it', async () => {
    const server = await redis()
    const all = await threeReplicas(server.url)
    const { turns, given } = laneOf(all, 60)
    const stop = saturate(turns)
    await sleep(1_500)
    await server.kill()
    const killed = now()
    await sleep(3_000)
    const alone = between(given, killed, killed + 3_000)
    await server.startAgain()
    await until(() => isTogether(all))
    const together = now()
    await sleep(2_500)
    stop()
    expect(mostInASecond(given)).toBeLessThanOrEqual(60)
    expect(alone.length).toBeGreaterThan(0.6 * 60 * 3)
    expect(between(given, together, together + 2_500).length).toBeGreaterThan(0.65 * 60 * 2.5)
  })

  test('is flushed, turns that were given still count', async () => {
    const server = await redis()
    const all = await threeReplicas(server.url)
    const { turns, given } = laneOf(all, 100)
    // Nobody asks: a burst is saved, and has hardly been given when it would be there again.
    for (let asked = 0; asked < 20; asked++) void turns[asked % 3]?.take(forever)
    await sleep(20)
    await all[0]?.ask('FLUSHALL')
    const stop = saturate(turns)
    await sleep(3_000)
    // Now many wait, and have been given turns ahead.
    await all[0]?.ask('FLUSHALL')
    await sleep(2_500)
    stop()
    expect(mostInASecond(given)).toBeLessThanOrEqual(100)
    expect(given.length).toBeGreaterThan(0.6 * 80 * 3.5)
  })

  test('hangs, a turn waits a quarter of a second once, and then goes by its replica’s own share', async () => {
    const server = await redis()
    const all = await threeReplicas(server.url, 250)
    const { turns, given } = laneOf(all, 60)
    const stop = saturate(turns)
    await sleep(1_500)
    server.freeze()
    const frozen = now()
    await sleep(2_500)
    stop()
    expect(mostInASecond(given)).toBeLessThanOrEqual(60)
    expect(between(given, frozen + 500, frozen + 2_500).length).toBeGreaterThan(0.7 * 60 * 2)
  })

  test('hangs and comes back, no sliding second has more than the limit', async () => {
    const server = await redis()
    const all = await threeReplicas(server.url, 250)
    const { turns, given } = laneOf(all, 100)
    const stop = saturate(turns)
    await sleep(1_500)
    server.freeze()
    await sleep(2_500)
    server.thaw()
    await until(() => isTogether(all))
    await sleep(1_500)
    stop()
    expect(mostInASecond(given)).toBeLessThanOrEqual(100)
  })

  test('was never there, a replica takes itself for one of three', async () => {
    const { url, kill } = await redis()
    await kill()
    const one = new Replicas(() => url)
    ends.push(() => one.close())
    const { turns, given } = laneOf([one], 60)
    const stop = saturate(turns)
    await sleep(2_500)
    stop()
    expect(mostInASecond(given)).toBeLessThanOrEqual(20)
    expect(given.length).toBeGreaterThan(0.5 * 20 * 2.5)
  })
})
