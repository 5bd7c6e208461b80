import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { DEMO_SECRET_ID, DEMO_SECRET_KEY, startSimulator } from '../simulator/server'
import { searchForSecrets } from './canaries'

type SimulatorOptions = Parameters<typeof startSimulator>[0]

/** The built app against a simulator of its own, both on free ports of this machine. */
export interface RunningApp {
  url: string
  cloudUrl: string
  /** Everything the server has printed. */
  output: () => string
  /** The server anew, at the same address: it remembers nothing of before. */
  restart: () => Promise<void>
  /** Throws where a secret is in what it has printed. */
  stop: () => Promise<void>
}

export const REGIONS = 'ap-guangzhou,ap-shanghai,ap-singapore,ap-beijing,ap-shanghai-fsi,eu-frankfurt'

export async function startApp(
  env: Record<string, string | undefined> = {},
  options: SimulatorOptions = {},
): Promise<RunningApp> {
  const cloud = await startSimulator(options)
  const port = Number(env.PORT ?? (await freePort()))
  const printed: string[] = []
  const output = () => printed.join('')
  const url = `http://127.0.0.1:${port}`
  const start = async () => {
    const server = spawn(process.execPath, ['scripts/start.mjs'], {
      env: {
        NODE_ENV: 'production',
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        PORT: String(port),
        TENCENTCLOUD_SECRET_ID: DEMO_SECRET_ID,
        TENCENTCLOUD_SECRET_KEY: DEMO_SECRET_KEY,
        CDB_TASKS_REGIONS: REGIONS,
        CDB_TASKS_ENDPOINT: cloud.url,
        CDB_TASKS_AUTH: 'none',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [server.stdout, server.stderr]) stream.on('data', (chunk) => printed.push(String(chunk)))
    try {
      await untilAlive(url, server, output)
    } catch (error) {
      server.kill('SIGKILL')
      await cloud.close()
      throw error
    }
    return server
  }
  let server = await start()
  return {
    url,
    cloudUrl: cloud.url,
    output,
    async restart() {
      await end(server)
      server = await start()
    },
    async stop() {
      await end(server)
      await cloud.close()
      searchForSecrets('what the server printed', output())
    },
  }
}

async function end(server: ChildProcess) {
  if (server.exitCode !== null || server.signalCode !== null) return
  const gone = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGTERM')
  await Promise.race([gone, wait(3_000)])
  if (server.kill('SIGKILL')) await gone
}

async function untilAlive(url: string, server: ChildProcess, output: () => string) {
  for (let tries = 0; tries < 150; tries++) {
    if (server.exitCode !== null) throw new Error(`The server ended with ${server.exitCode}:\n${output()}`)
    const alive = await fetch(`${url}/healthz`).then(
      (response) => response.ok,
      () => false,
    )
    if (alive) return
    await wait(100)
  }
  throw new Error(`The server did not answer:\n${output()}`)
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
