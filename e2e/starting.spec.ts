import { spawnSync } from 'node:child_process'
import { DEMO_SECRET_KEY } from '../simulator/server'
import { expect, test } from './test'

/** sysexits: EX_CONFIG. */
const MISCONFIGURED = 78

function start(env: Record<string, string>) {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/start.mjs'], {
    env: { NODE_ENV: 'production', PATH: process.env.PATH, ...env },
    encoding: 'utf8',
    timeout: 20_000,
  })
  return { status, lines: stderr.split('\n').filter((line) => line.startsWith('  - ')) }
}

test('a server for which nobody has said who may read does not start, and says so in one line', () => {
  const keys = { TENCENTCLOUD_SECRET_ID: 'AKIDx', TENCENTCLOUD_SECRET_KEY: DEMO_SECRET_KEY }
  expect(start(keys)).toEqual({ status: MISCONFIGURED, lines: [expect.stringContaining('CDB_TASKS_AUTH is not set')] })
})

test('all that is wrong is told at once', () => {
  const { status, lines } = start({
    PORT: '99999',
    KEEP_ALIVE_TIMEOUT: 'long',
    CDB_TASKS_ENDPOINT: 'foo',
    CDB_TASKS_REDIS_URL: 'bar',
    CDB_TASKS_RAET: '1',
  })
  expect(status).toBe(MISCONFIGURED)
  const wrong = ['AUTH', 'ENDPOINT', 'RAET', 'REDIS_URL'].map((name) => `CDB_TASKS_${name}`)
  const told = lines.map((line) => line.split(' ').find((word) => /^[A-Z_]+$/.test(word)))
  expect(told.toSorted()).toEqual([...wrong, 'KEEP_ALIVE_TIMEOUT', 'PORT'].toSorted())
})
