import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Config } from '@/lib/config'
import type { CredentialSource } from '@/lib/config/credential-source'
import { startRedis } from '@/lib/replicas/redis-server'
import { Replicas } from '@/lib/replicas/replicas'
import { fakeTask, fakeTasks } from '@/lib/tasks/fake-task'
import type { Task } from '@/lib/tasks/task'
import { RowChunks } from './row-chunks'
import { type Lease, namespaceOf, SharedScans } from './shared-scans'

const log = vi.hoisted(() => ({ logAlone: vi.fn(), logConnected: vi.fn() }))
vi.mock('@/lib/http/log', () => log)

const ends: (() => void | Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

const until = (condition: () => boolean) => vi.waitUntil(condition, { timeout: 10_000, interval: 10 })

async function redis() {
  const server = await startRedis()
  ends.push(server.kill)
  return server
}

async function replica(url: string, { namespace = 'same', leaseMs = 10_000 } = {}) {
  const connection = new Replicas(() => url, { commandMs: 3_000, beatMs: 60_000, longestPauseMs: 200 })
  ends.push(() => connection.close())
  await until(() => connection.state().state === 'connected')
  return { connection, scans: new SharedScans(connection, namespace, leaseMs) }
}

const isLease = (answer: Lease | string): answer is Lease => typeof answer === 'object'
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function publish(scans: SharedScans, rows: Task[], meta: object = {}): Promise<boolean> {
  expect(isLease(await scans.lead('q'))).toBe(true)
  // Safe: a test's own literal.
  return scans.publish('q', { meta: meta as Record<string, number>, rows, earlier: [] })
}

/** Messages such that a chunk is as hard to pack as a real one. */
function realRows(count: number): Task[] {
  return fakeTasks(count).map((task, index) => ({
    ...task,
    message: `ERROR 1062 (23000) at line ${index * 7}: Duplicate entry '${(index * 2654435761).toString(36)}' for key 'PRIMARY'`,
    instanceIds: [`cdb-${(index * 40503).toString(36)}`],
  }))
}

/** What Redis was asked since the last time. */
async function traffic(connection: Replicas) {
  const info = String(await connection.ask('INFO', 'all'))
  const numberOf = (pattern: RegExp) => Number(pattern.exec(info)?.[1] ?? 0)
  const read = {
    sets: numberOf(/cmdstat_set:calls=(\d+)/),
    gets: numberOf(/cmdstat_get:calls=(\d+)/),
    bytesIn: numberOf(/total_net_input_bytes:(\d+)/),
    bytesOut: numberOf(/total_net_output_bytes:(\d+)/),
  }
  await connection.ask('CONFIG', 'RESETSTAT')
  return read
}

const jobIds = (rows: Task[]) => rows.map(({ jobId }) => jobId)

describe('of two replicas', () => {
  test('one leads and the other is told so; what it publishes is what the other reads', async () => {
    const { url } = await redis()
    const [one, other] = [await replica(url), await replica(url)]
    expect(isLease(await one.scans.lead('q'))).toBe(true)
    expect(await other.scans.lead('q')).toBe('other')
    expect(isLease(await other.scans.lead('another question'))).toBe(true)
    expect(await other.scans.fetch('q', null)).toBeNull()

    const rows = fakeTasks(1_500)
    const earlier = [fakeTask({ jobId: '9', startedAt: '2025-01-01T00:00:00Z', status: 'running' })]
    const meta = { from: null, totalCount: 1_500, nested: [true, 'text'] }
    expect(await one.scans.publish('q', { meta, rows: new Set(rows).values(), earlier })).toBe(true)
    const fetched = await other.scans.fetch('q', null)
    expect(fetched).toMatchObject({ meta, earlier })
    expect(fetched?.rows).toEqual(rows.toReversed())
    expect(await other.scans.fetch('q', fetched?.version ?? null)).toBeNull()
    expect(isLease(await other.scans.lead('q'))).toBe(true)
  })

  test('only what has changed is written and read, and what has not is the same object', async () => {
    const { url } = await redis()
    const [leader, follower] = [await replica(url), await replica(url)]
    const rows = realRows(20_000)
    await traffic(leader.connection)
    expect(await publish(leader.scans, rows)).toBe(true)
    const first = await traffic(leader.connection)
    const fetched = await follower.scans.fetch('q', null)
    const firstRead = await traffic(leader.connection)

    const changed = rows.map((task, index) => (index < 20 ? { ...task, progressPercent: 50 } : { ...task }))
    const arrived = [fakeTask({ jobId: 'new', startedAt: '2026-03-01T00:00:00Z' }), ...changed.slice(0, -1)]
    expect(await publish(leader.scans, arrived)).toBe(true)
    const second = await traffic(leader.connection)
    const again = await follower.scans.fetch('q', fetched?.version ?? null)
    const secondRead = await traffic(leader.connection)

    expect(again?.rows).toEqual(arrived.toReversed())
    expect(again?.rows[10_000]).toBe(fetched?.rows[10_001])
    expect(first.sets).toBeGreaterThan(20)
    // Lease, the reading itself, the chunks at both ends of it, and one whose border moved.
    expect(second.sets).toBeLessThanOrEqual(5)
    expect(second.bytesIn).toBeLessThan(first.bytesIn / 5)
    expect(secondRead.gets).toBeLessThanOrEqual(4)
    expect(secondRead.bytesOut).toBeLessThan(firstRead.bytesOut / 5)
  })

  test('a leader that fails gives the lease back', async () => {
    const { url } = await redis()
    const [one, other] = [await replica(url), await replica(url)]
    const lease = await one.scans.lead('q')
    if (isLease(lease)) await lease.release()
    expect(isLease(await other.scans.lead('q'))).toBe(true)
    expect(await one.scans.publish('q', { meta: 1, rows: [], earlier: [] })).toBe(false)
  })

  test('a lease lasts as long as its leader works, and ends with the leader’s life', async () => {
    const { url } = await redis()
    const leaseMs = 600
    const [one, other] = [await replica(url, { leaseMs }), await replica(url, { leaseMs })]
    expect(isLease(await one.scans.lead('q'))).toBe(true)
    await sleep(leaseMs * 2)
    expect(await other.scans.lead('q')).toBe('other')
    one.connection.close()
    await vi.waitUntil(async () => isLease(await other.scans.lead('q')), { timeout: 3_000 })
  })

  test('a leader that was thought dead publishes nothing over its successor', async () => {
    const { url } = await redis()
    const [one, other] = [await replica(url), await replica(url)]
    await one.scans.lead('q')
    for (const key of await keysOf(one.connection)) await one.connection.ask('DEL', key)
    expect(await publish(other.scans, fakeTasks(3))).toBe(true)
    expect(await one.scans.publish('q', { meta: 'late', rows: [], earlier: [] })).toBe(false)
    expect((await other.scans.fetch('q', null))?.rows).toHaveLength(3)
  })

  test('replicas of different configurations see nothing of each other', async () => {
    const { url } = await redis()
    const [one, other] = [await replica(url), await replica(url, { namespace: 'another' })]
    await publish(one.scans, fakeTasks(3))
    expect(await other.scans.fetch('q', null)).toBeNull()
    expect(isLease(await other.scans.lead('q'))).toBe(true)
  })
})

async function keysOf(connection: Replicas): Promise<string[]> {
  const keys = await connection.ask('KEYS', '*{*')
  return Array.isArray(keys) ? keys.map(String) : []
}

describe('without', () => {
  test('Redis from some moment on, each is alone, nothing throws, and later they share again', async () => {
    const server = await redis()
    const [one, other] = [await replica(server.url), await replica(server.url)]
    await one.scans.lead('q')
    await server.kill()
    expect(await one.scans.publish('q', { meta: 1, rows: fakeTasks(2_000), earlier: [] })).toBe(false)
    expect(await one.scans.lead('q')).toBe('alone')
    expect(await other.scans.fetch('q', null)).toBeNull()
    await server.startAgain()
    await until(() => [one, other].every(({ connection }) => connection.state().state === 'connected'))
    expect(await publish(one.scans, fakeTasks(3))).toBe(true)
    expect((await other.scans.fetch('q', null))?.rows).toHaveLength(3)
  })

  test('Redis, a page is alone too, whose code is another copy of ours', async () => {
    const server = await redis()
    const { connection } = await replica(server.url)
    await server.kill()
    vi.resetModules()
    const copy = await import('./shared-scans')
    expect(copy.SharedScans).not.toBe(SharedScans)
    expect(await new copy.SharedScans(connection, 'same').lead('q')).toBe('alone')
  })

  test('any Redis, each is alone', async () => {
    const scans = new SharedScans(new Replicas(null), 'any')
    expect(await scans.lead('q')).toBe('alone')
    expect(await scans.publish('q', { meta: 1, rows: [], earlier: [] })).toBe(false)
    expect(await scans.fetch('q', null)).toBeNull()
  })
})

test('what cannot be read whole, or is not what was written, is as if it were not there', async () => {
  const { url } = await redis()
  const leader = await replica(url)
  const fetch = async () => (await replica(url)).scans.fetch('q', null)
  await publish(leader.scans, realRows(2_000))
  const keys = await keysOf(leader.connection)
  const chunk = keys.find((key) => key.includes(':chunk:')) ?? ''
  const bytes = (await leader.connection.get(chunk)) ?? ''
  expect((await fetch())?.rows).toHaveLength(2_000)
  for (const wrong of ['nonsense', Buffer.from(bytes).subarray(0, 100)]) {
    await leader.connection.set(chunk, wrong, 10_000)
    expect(await fetch()).toBeNull()
  }
  await leader.connection.ask('DEL', chunk)
  expect(await fetch()).toBeNull()
  await leader.connection.set(chunk, bytes, 10_000)
  expect((await fetch())?.rows).toHaveLength(2_000)
  const reading = keys.find((key) => key.endsWith(':reading')) ?? ''
  for (const wrong of ['', '{', '[]', '{"version":1}']) {
    await leader.connection.set(reading, wrong, 10_000)
    expect(await fetch()).toBeNull()
  }
})

describe('rows in chunks', () => {
  const anyTask = fc
    .record({
      key: fc.string({ unit: 'binary' }),
      startedAt: fc.option(fc.string()),
      message: fc.string({ unit: 'binary' }),
      payload: fc.jsonValue(),
    })
    // Safe: JSON of the shape of a task.
    .map((part) => JSON.parse(JSON.stringify({ ...fakeTask({ jobId: '1' }), ...part })) as Task)

  test('come out as they went in, whatever is in them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyTask, { maxLength: 50 }), async (rows) => {
        const [writer, reader] = [new RowChunks(1_000), new RowChunks(1_000)]
        const chunks = await writer.cut(rows)
        const read = await Promise.all(chunks.map(async (chunk) => reader.unpack(chunk.hash, await writer.pack(chunk))))
        expect(read.flat()).toEqual(chunks.flatMap((chunk) => chunk.rows))
        expect(new Set(read.flat().map((row) => JSON.stringify(row)))).toEqual(
          new Set(rows.map((row) => JSON.stringify(row))),
        )
      }),
      { numRuns: 200 },
    )
  })

  test('have borders that a new row, wherever it comes, does not move', async () => {
    const chunks = new RowChunks(100_000)
    const rows = fakeTasks(10_000)
    const before = new Set((await chunks.cut(rows)).map(({ hash }) => hash))
    expect(before.size).toBeGreaterThan(8)
    for (const startedAt of ['2026-03-02T00:00:00Z', '2026-02-26T00:00:30Z', '2020-01-01T00:00:00Z']) {
      const after = await chunks.cut([...rows, fakeTask({ jobId: 'between', startedAt })])
      expect(after.filter(({ hash }) => !before.has(hash)).length).toBeLessThanOrEqual(2)
    }
  })

  test('of giant rows are small enough to pass in time', async () => {
    const rows = fakeTasks(100).map((task) => ({ ...task, message: 'x'.repeat(100_000) }))
    const chunks = await new RowChunks(1_000).cut(rows)
    expect(Math.max(...chunks.map((chunk) => JSON.stringify(chunk.rows).length))).toBeLessThanOrEqual(2_000_000)
    expect(chunks.flatMap((chunk) => jobIds(chunk.rows))).toEqual(jobIds(rows.toReversed()))
  })
})

describe('the namespace', () => {
  const keys = (id: string): CredentialSource => ({
    kind: 'keys',
    secretId: () => id,
    secretKey: () => 'secret',
    sessionToken: null,
  })
  const configOf = (credential: CredentialSource, part: Partial<Config['accounts'][number]> = {}) => ({
    utcOffsetMinutes: 480,
    accounts: [
      { name: 'default', regions: ['ap-guangzhou'], endpoint: null, site: 'china' as const, credential, ...part },
    ],
  })

  test('is one for equal configurations, and has no key in it', () => {
    const name = namespaceOf(configOf(keys('AKIDcanary')))
    expect(name).toBe(namespaceOf(configOf(keys('AKIDcanary'))))
    expect(name).toMatch(/^[\w-]{43}$/)
  })

  test('is another wherever rows could be others', () => {
    const role = (roleArn: string): CredentialSource => ({
      kind: 'assume-role',
      roleArn,
      sessionName: 's',
      externalId: null,
      from: { kind: 'cvm-role' },
    })
    const configs = [
      configOf(keys('a')),
      configOf(keys('b')),
      configOf(keys('a'), { name: 'prod' }),
      configOf(keys('a'), { regions: ['ap-beijing'] }),
      configOf(keys('a'), { endpoint: 'http://127.0.0.1:1' }),
      configOf(keys('a'), { site: 'international' }),
      configOf({ kind: 'profile', name: 'a' }),
      configOf(role('a')),
      configOf(role('b')),
      { ...configOf(keys('a')), utcOffsetMinutes: 0 },
    ]
    expect(new Set(configs.map(namespaceOf)).size).toBe(configs.length)
  })
})
