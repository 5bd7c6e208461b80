import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { redisServerPath } from '@/scripts/redis-server.mjs'

/** A real server of one test, on a free port of this machine, which keeps nothing. */
export interface RedisServer {
  url: string
  /** As a machine that dies. */
  kill: () => Promise<void>
  /** On the same port, with nothing in it. */
  startAgain: () => Promise<void>
  /** Answers nothing, and keeps its connections. */
  freeze: () => void
  thaw: () => void
}

export async function startRedis(...settings: string[]): Promise<RedisServer> {
  const port = await freePort()
  let server = await spawnServer(port, settings)
  return {
    url: `redis://127.0.0.1:${port}`,
    kill: () => kill(server),
    startAgain: async () => {
      server = await spawnServer(port, settings)
    },
    freeze: () => server.kill('SIGSTOP'),
    thaw: () => server.kill('SIGCONT'),
  }
}

async function spawnServer(port: number, settings: string[]): Promise<ChildProcess> {
  const path = redisServerPath()
  if (!path) throw new Error('No Redis server here: `npm test` installs one, or name one in REDIS_SERVER_PATH.')
  const address = ['--bind', '127.0.0.1', '--port', String(port)]
  const server = spawn(path, [...address, '--dir', tmpdir(), '--save', '', '--appendonly', 'no', ...settings], {
    stdio: 'ignore',
  })
  const endWithUs = () => server.kill('SIGKILL')
  process.once('exit', endWithUs)
  server.once('exit', () => process.off('exit', endWithUs))
  await answers(port)
  return server
}

async function kill(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const ended = once(server, 'exit')
  server.kill('SIGKILL')
  await ended
}

async function answers(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const socket = connect(port, '127.0.0.1')
    try {
      await once(socket, 'connect')
      socket.write('PING\r\n')
      await once(socket, 'data')
      return
    } catch {
      await wait(25)
    } finally {
      socket.destroy()
    }
  }
  throw new Error('The Redis server does not answer.')
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (typeof address !== 'object' || address === null) throw new Error('No port to be had.')
  return address.port
}
