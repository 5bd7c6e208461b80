import { afterEach, expect, test, vi } from 'vitest'
import { startRedis } from '@/lib/replicas/redis-server'
import { replicas } from '@/lib/replicas/replicas'
import { readiness } from './readiness'

const log = vi.hoisted(() => ({ logAlone: vi.fn(), logConnected: vi.fn() }))
vi.mock('@/lib/http/log', () => log)

const ends: (() => void | Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

test('says what is shared, and is ready without it', async () => {
  const server = await startRedis()
  ends.push(server.kill)
  vi.stubEnv('CDB_TASKS_REDIS_URL', server.url)
  ends.push(() => replicas().close())
  await vi.waitUntil(() => readiness().shared?.state === 'connected', 5_000)
  expect(readiness()).toMatchObject({ ready: true, shared: { state: 'connected', replicas: 1 } })
  await server.kill()
  await vi.waitUntil(() => readiness().shared?.state === 'alone', 5_000)
  expect(readiness()).toMatchObject({ ready: true, status: 'ready', shared: { state: 'alone', replicas: 1 } })
  expect(readiness().shared?.since).toMatch(/^\d{4}-.*Z$/)
  expect(JSON.stringify(readiness())).not.toContain(server.url)
})
