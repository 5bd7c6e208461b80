import 'server-only'
import { z } from 'zod'
import type { Account, Complain } from './model'

const simulatorSchema = z.object({
  url: z.string(),
  secretId: z.string(),
  secretKey: z.string(),
  regions: z.array(z.string()).min(1),
})

/** The one account of the demo: the simulator in this process, which has left its address on a symbol. */
export function demoAccount(complain: Complain): Account[] {
  // Safe: read as unknown and parsed.
  const left: unknown = (globalThis as unknown as Record<symbol, unknown>)[Symbol.for('cdb-tasks.simulator')]
  const simulator = simulatorSchema.safeParse(left)
  if (!simulator.success) {
    complain('CDB_TASKS_DEMO is set, but no simulator runs in this process: start it with npm run demo.')
    return []
  }
  const { url, secretId, secretKey, regions } = simulator.data
  const credential = { kind: 'keys' as const, secretId: () => secretId, secretKey: () => secretKey, sessionToken: null }
  return [{ name: 'default', regions, credential, endpoint: url, site: 'china' }]
}
