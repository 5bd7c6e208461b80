import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { script } from './redis-connection'
import { startRedis } from './redis-server'
import { away, Replicas } from './replicas'

const log = vi.hoisted(() => ({ logAlone: vi.fn(), logConnected: vi.fn() }))
vi.mock('@/lib/http/log', () => log)

const ends: (() => void | Promise<void>)[] = []
const rejections: unknown[] = []
const note = (reason: unknown) => rejections.push(reason)
beforeEach(() => {
  process.on('unhandledRejection', note)
  vi.clearAllMocks()
})
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
  process.off('unhandledRejection', note)
  expect(rejections.splice(0)).toEqual([])
})

async function redis(...settings: string[]) {
  const server = await startRedis(...settings)
  ends.push(server.kill)
  return server
}

/** Whether it has reached Redis or not. */
async function started(url: string, timing = {}): Promise<Replicas> {
  const made = new Replicas(() => url, { commandMs: 3_000, beatMs: 100, longestPauseMs: 200, ...timing })
  ends.push(() => made.close())
  await made.started
  return made
}

async function replica(url: string, timing = {}): Promise<Replicas> {
  const made = await started(url, timing)
  await until(() => stateOf(made) === 'connected')
  return made
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const until = (condition: () => boolean) => vi.waitUntil(condition, { timeout: 10_000, interval: 10 })
const stateOf = (one: Replicas) => one.state().state

test('without an address there is nothing to share, and nothing to wait for', async () => {
  const none = new Replicas(null)
  await none.started
  expect(none.state()).toMatchObject({ state: 'none', replicas: null })
  expect(await none.get('a')).toBeNull()
  expect(await none.tryLock('a', 1_000)).toBe(away)
})

test('replicas know how many they are: who comes, who says goodbye, who dies', async () => {
  const { url } = await redis()
  const timing = { forgetMs: 1_000 }
  const [first, second, third] = [await replica(url, timing), await replica(url, timing), await replica(url, timing)]
  await until(() => [first, second, third].every((one) => one.state().replicas === 3))
  await second.leave()
  await until(() => first.state().replicas === 2)
  expect(second.state().state).toBe('connected')
  third.close()
  await until(() => first.present() === 1)
  expect(first.known()).toBe(2)
  await until(() => first.state().replicas === 1)
  expect(first.known()).toBe(1)
})

describe('when Redis', () => {
  test('is killed, each is alone, knows how many they were, says it once, and comes back', async () => {
    const server = await redis()
    const both = [await replica(server.url), await replica(server.url)]
    await until(() => both.every((one) => one.state().replicas === 2))
    const [one] = both
    const before = one?.state().since
    await server.kill()
    await until(() => both.every((each) => stateOf(each) === 'alone'))
    expect(both.map((each) => each.state().replicas)).toEqual([2, 2])
    expect(await one?.set('a', 'b', 1_000)).toBe(false)
    expect(await one?.keep('a', 1_000)).toBe(false)
    expect(await one?.ask('GET', 'a')).toBe(away)
    // Long enough for many attempts.
    await sleep(1_200)
    expect(log.logAlone).toHaveBeenCalledTimes(2)
    expect(one?.state().since.localeCompare(before ?? '')).toBeGreaterThanOrEqual(0)
    await server.startAgain()
    await until(() => both.every((each) => stateOf(each) === 'connected'))
    await until(() => both.every((each) => each.present() === 2))
    expect(both.map((each) => each.state().replicas)).toEqual([2, 2])
    expect(log.logConnected).toHaveBeenCalledTimes(4)
  })

  test('comes back empty, the first to return leaves to the others what is theirs', async () => {
    const server = await redis()
    const [one, other] = [await replica(server.url), await replica(server.url)]
    await until(() => one.state().replicas === 2)
    other.close()
    await server.kill()
    await until(() => stateOf(one) === 'alone')
    await server.startAgain()
    await until(() => stateOf(one) === 'connected')
    expect([one.present(), one.known()]).toEqual([1, 2])
  })

  test('hangs, a command is given up after a quarter of a second, and the next at once', async () => {
    const server = await redis()
    const one = await replica(server.url, { commandMs: 250, beatMs: 60_000 })
    server.freeze()
    const begun = performance.now()
    expect(await Promise.all([one.get('a'), one.ask('PING')])).toEqual([null, away])
    expect(performance.now() - begun).toBeGreaterThan(200)
    expect(log.logAlone).toHaveBeenCalledExactlyOnceWith('timeout', 1)
    const again = performance.now()
    expect(await one.get('a')).toBeNull()
    expect(performance.now() - again).toBeLessThan(50)
    server.thaw()
    await until(() => stateOf(one) === 'connected')
  })

  test('hangs and comes back, beats that waited there make nobody present', async () => {
    const server = await redis()
    const timing = { commandMs: 250 }
    const [one, other] = [await replica(server.url, timing), await replica(server.url, timing)]
    await until(() => [one, other].every((each) => each.present() === 2))
    server.freeze()
    await until(() => [one, other].every((each) => stateOf(each) === 'alone'))
    // Several attempts to come back.
    await sleep(1_500)
    other.close()
    server.thaw()
    await until(() => stateOf(one) === 'connected')
    expect([one.present(), one.known()]).toEqual([1, 2])
  })

  test('is not there at the start, that is told and not fatal', async () => {
    const server = await redis()
    await server.kill()
    const one = await started(server.url)
    expect(one.state()).toMatchObject({ state: 'alone', replicas: null })
    expect(log.logAlone).toHaveBeenCalledExactlyOnceWith('ECONNREFUSED', null)
    await server.startAgain()
    await until(() => stateOf(one) === 'connected')
    expect(one.state().replicas).toBe(1)
  })

  test('wants a password, a wrong one is told by Redis’s own word and nothing else', async () => {
    const server = await redis('--requirepass', 'right')
    const address = (password: string) => server.url.replace('//', `//:${password}@`)
    const wrong = await started(address('wrong'))
    expect(stateOf(wrong)).toBe('alone')
    expect(log.logAlone).toHaveBeenCalledExactlyOnceWith('WRONGPASS', null)
    const none = await started(server.url)
    expect(stateOf(none)).toBe('alone')
    expect(log.logAlone).toHaveBeenLastCalledWith('NOAUTH', null)
    await replica(address('right'))
  })

  test('refuses to write, as one that was demoted does, the replica is alone', async () => {
    const server = await redis()
    const one = await replica(server.url)
    await one.ask('REPLICAOF', '127.0.0.1', '1')
    await until(() => stateOf(one) === 'alone')
    expect(log.logAlone).toHaveBeenCalledExactlyOnceWith('READONLY', 1)
  })
})

test('a reply that came while this process was busy counts', async () => {
  const { url } = await redis()
  const one = await replica(url, { commandMs: 250, beatMs: 60_000 })
  const asked = one.run(ANSWER_LATE, 'any')
  await sleep(20)
  // From here on, timers come before what has arrived.
  await new Promise((resolve) => setImmediate(resolve))
  const busyUntil = performance.now() + 400
  while (performance.now() < busyUntil);
  expect(await asked).toBe('late')
  expect(stateOf(one)).toBe('connected')
})

/** After a tenth of a second. */
const ANSWER_LATE = script(`
local function now() local time = redis.call('TIME'); return time[1] * 1000 + time[2] / 1000 end
local begun = now()
while now() < begun + 100 do end
return redis.status_reply('late')
`)

test('a lock is held by one, renewed and opened by its token only, and ends by itself', async () => {
  const { url } = await redis()
  const [one, other] = [await replica(url), await replica(url)]
  const token = await one.tryLock('lock', 300)
  expect(token).toBeTypeOf('string')
  expect(await other.tryLock('lock', 300)).toBeNull()
  expect(await other.renewLock('lock', 'made up', 300)).toBe(false)
  await other.unlock('lock', 'made up')
  expect(await one.renewLock('lock', String(token), 300)).toBe(true)
  await one.unlock('lock', String(token))
  expect(await other.tryLock('lock', 200)).toBeTypeOf('string')
  await vi.waitUntil(async () => (await one.tryLock('lock', 200)) !== null, { timeout: 2_000 })
})

test('a value is bytes, and lives as long as it is kept', async () => {
  const { url } = await redis()
  const one = await replica(url)
  const bytes = Buffer.from([0, 255, 10, 13])
  expect(await one.set('value', bytes, 200)).toBe(true)
  expect(await one.get('value')).toEqual(bytes)
  expect(await one.keep('value', 60_000)).toBe(true)
  await sleep(250)
  expect(await one.get('value')).toEqual(bytes)
  expect(await one.keep('none', 1_000)).toBe(false)
})
