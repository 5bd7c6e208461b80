import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { DEMO_SECRET_ID, DEMO_SECRET_KEY, startSimulator } from '../simulator/server'
import { freePort } from './app'
import { Cloud } from './cloud'
import { ask, openLine } from './raw'
import { expect, ownDay, test } from './test'

// What the server promises is ten seconds; starting it and asking takes some too.
const ENDED_MS = 10_000
// Two seconds for what is half sent, not the nine after which it is over in any case.
const CUT_MS = 6_000
const TERMINATED = 128 + 15
const INTERRUPTED = 128 + 2

interface Server {
  url: string
  cloud: Cloud
  kill: (signal: NodeJS.Signals) => void
  /** The code it ended with, or the signal that ended it. */
  ended: Promise<number | string>
}

const open = new Set<() => Promise<void>>()

test.afterEach(async () => {
  await Promise.all([...open].map((close) => close()))
  open.clear()
})

interface Start {
  port?: number
  /** Code that runs in the server before its own. */
  preload?: string
}

async function startServer({ port, preload = '' }: Start = {}): Promise<Server & { port: number }> {
  const simulator = await startSimulator()
  const at = port ?? (await freePort())
  const preloaded = `--import=data:text/javascript,${encodeURIComponent(preload)}`
  const url = `http://127.0.0.1:${at}`
  const child: ChildProcess = spawn(process.execPath, [preloaded, 'scripts/start.mjs'], {
    env: {
      NODE_ENV: 'production',
      PATH: process.env.PATH,
      PORT: String(at),
      TENCENTCLOUD_SECRET_ID: DEMO_SECRET_ID,
      TENCENTCLOUD_SECRET_KEY: DEMO_SECRET_KEY,
      CDB_TASKS_REGIONS: 'ap-guangzhou,ap-shanghai',
      CDB_TASKS_ENDPOINT: simulator.url,
      CDB_TASKS_AUTH: 'none',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  // Whoever reads what it prints has ended.
  for (const stream of [child.stdout, child.stderr]) stream?.destroy()
  const ended = once(child, 'exit').then(([code, signal]) => code ?? signal)
  open.add(async () => {
    child.kill('SIGKILL')
    await ended
    await simulator.close()
  })
  await expect.poll(() => isListening(url), { timeout: 20_000 }).toBe(true)
  return { url, port: at, cloud: new Cloud(simulator.url), kill: (signal) => void child.kill(signal), ended }
}

function isListening(url: string): Promise<boolean> {
  return ask(url, '/healthz').then(
    ({ status }) => status === 200,
    () => false,
  )
}

test('stopping answers what was asked, takes nothing new, and waits for nobody who does not ask', async () => {
  const { url, cloud, kill, ended } = await startServer()
  const idle = await openLine(url)
  idle.socket.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n')
  await expect.poll(idle.heard).toContain('alive')
  const halfSent = await openLine(url)
  halfSent.socket.write('GET /tasks HTTP/1.1\r\nHost: localhost\r\nX-Half')
  const halfForm = await openLine(url)
  const type = 'Content-Type: application/x-www-form-urlencoded'
  halfForm.socket.write(`POST /auth/token HTTP/1.1\r\nHost: localhost\r\n${type}\r\nContent-Length: 100\r\n\r\ntoken=`)
  const silent = await openLine(url)
  const upgrade = await openLine(url)
  upgrade.socket.write('GET / HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n')

  await cloud.fault({ kind: 'latency', region: 'ap-shanghai', ms: 800 })
  const asked = Array.from({ length: 5 }, () => ask(url, `/api/tasks?region=ap-shanghai&${ownDay()}`))
  await expect.poll(() => cloud.countCalls()).toBeGreaterThan(0)
  // All five share that call: the last of them may not have been accepted yet, and what is not is reset.
  await wait(250)
  const told = performance.now()
  kill('SIGTERM')
  await expect.poll(() => isListening(url)).toBe(false)
  const answers = await Promise.all(asked)
  expect(answers.map(({ status, headers }) => [status, headers.connection])).toEqual(Array(5).fill([200, 'close']))
  for (const { body } of answers) expect(JSON.parse(body).coverage.scopes[0].state).toBe('complete')
  expect(await ended).toBe(TERMINATED)
  expect(performance.now() - told).toBeLessThan(CUT_MS)
  await Promise.all([idle, halfSent, halfForm, silent, upgrade].map(({ closed }) => closed))
})

test('a reply that streams and a cloud that is silent do not hold the server longer than ten seconds', async () => {
  const { url, cloud, kill, ended } = await startServer()
  const lines = await openLine(url)
  await cloud.fault({ kind: 'stall' })
  const details = '/api/tasks/default/ap-guangzhou/15970/details?start=2017-06-27T08:46:52Z&format=ndjson'
  lines.socket.write(`GET ${details} HTTP/1.1\r\nHost: localhost\r\n\r\n`)
  const list = await openLine(url)
  list.socket.write(`GET /api/tasks?region=ap-shanghai&${ownDay()} HTTP/1.1\r\nHost: localhost\r\n\r\n`)
  await expect.poll(() => cloud.countCalls()).toBeGreaterThan(0)
  const asked = performance.now()
  kill('SIGINT')
  expect(await ended).toBe(INTERRUPTED)
  expect(performance.now() - asked).toBeLessThan(ENDED_MS)
  await Promise.all([lines.closed, list.closed])
})

test('a second signal ends the server at once', async () => {
  const { url, cloud, kill, ended } = await startServer()
  await cloud.fault({ kind: 'stall' })
  const line = await openLine(url)
  line.socket.write(`GET /api/tasks?region=ap-shanghai&${ownDay()} HTTP/1.1\r\nHost: localhost\r\n\r\n`)
  await expect.poll(() => cloud.countCalls()).toBeGreaterThan(0)
  kill('SIGTERM')
  await expect.poll(() => isListening(url)).toBe(false)
  kill('SIGINT')
  expect(await ended).toBe(INTERRUPTED)
  expect(line.heard()).toBe('')
})

test('a server that was killed starts again where it was', async () => {
  const first = await startServer()
  const held = await openLine(first.url)
  held.socket.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n')
  await expect.poll(held.heard).toContain('alive')
  first.kill('SIGKILL')
  expect(await first.ended).toBe('SIGKILL')
  const second = await startServer({ port: first.port })
  expect(second.url).toBe(first.url)
  second.kill('SIGTERM')
  expect(await second.ended).toBe(TERMINATED)
})

test('what nobody reads any more is printed once', async () => {
  const { ended } = await startServer({
    preload: `
      let written = 0
      const { write } = process.stderr
      process.stderr.write = (...what) => (written += 1, write.apply(process.stderr, what))
      setTimeout(() => console.error('a fault of the framework'), 3_000)
      setTimeout(() => process.exit(written), 4_000)`,
  })
  expect(await ended).toBe(1)
})

test('the application does not start without its door', async () => {
  const child = spawn(process.execPath, ['.next/standalone/server.js'], {
    env: {
      NODE_ENV: 'production',
      PATH: process.env.PATH,
      HOSTNAME: '127.0.0.1',
      PORT: String(await freePort()),
      TENCENTCLOUD_SECRET_ID: DEMO_SECRET_ID,
      TENCENTCLOUD_SECRET_KEY: DEMO_SECRET_KEY,
      CDB_TASKS_REGIONS: 'ap-guangzhou',
      CDB_TASKS_AUTH: 'none',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  open.add(async () => void child.kill('SIGKILL'))
  const [code] = await once(child, 'exit')
  expect([code, said]).toEqual([78, expect.stringContaining('npm start')])
})
