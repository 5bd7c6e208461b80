import { afterAll, beforeAll, vi } from 'vitest'
import { DEMO_SECRET_ID, DEMO_SECRET_KEY, type Simulator, type SimulatorOptions, startSimulator } from './server'
import { control } from './test-client'

/**
 * The simulator for the tests of one file, as the cloud that the server's environment names; its time stands still.
 * Gives what sends to its control API.
 */
export function stubCloud(
  options: SimulatorOptions,
  env: Record<string, string> = {},
): { moment: number; control: (method: string, path: string, body?: unknown) => Promise<unknown> } {
  const moment = Date.now()
  let cloud: Simulator

  beforeAll(async () => {
    cloud = await startSimulator({ now: () => moment, ...options })
    const account = { TENCENTCLOUD_SECRET_ID: DEMO_SECRET_ID, TENCENTCLOUD_SECRET_KEY: DEMO_SECRET_KEY }
    for (const [name, value] of Object.entries({ ...account, CDB_TASKS_ENDPOINT: cloud.url, ...env })) {
      vi.stubEnv(name, value)
    }
  })

  afterAll(async () => {
    vi.unstubAllEnvs()
    await cloud.close()
  })

  return { moment, control: (...request) => control(cloud, ...request) }
}
