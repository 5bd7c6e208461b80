import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { freePort } from '../e2e/app'

export interface SimulatedCloud {
  url: string
  stop: () => Promise<void>
}

/** The simulator in a process of its own: when it sees a call is not blurred by the load that is made here. */
export async function startSimulatedCloud(options: Record<string, number>): Promise<SimulatedCloud> {
  const port = await freePort()
  const flags = Object.entries({ ...options, port }).flatMap(([name, value]) => [`--${name}`, String(value)])
  const cloud = spawn(process.execPath, ['--import', 'tsx', 'simulator/main.ts', ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(cloud, 'exit')
  const endWithUs = () => cloud.kill('SIGKILL')
  process.once('exit', endWithUs)
  // It prints once it listens.
  const first = await Promise.race([once(cloud.stdout, 'data'), ended.then(() => null)])
  if (!first) throw new Error('The simulator did not start.')
  cloud.stdout.resume()
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      process.off('exit', endWithUs)
      cloud.kill('SIGTERM')
      await ended
    },
  }
}
