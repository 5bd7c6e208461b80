import 'server-only'
import { config } from '@/lib/config'
import { ownFleet } from './fleet'
import type { UpstreamOutcome } from './upstream-outcomes'

interface Readiness {
  ready: boolean
  status: 'ready' | 'misconfigured'
  accounts: { name: string; regions: string[]; lastCall: UpstreamOutcome | null }[]
}

/** Ready when the configuration can be read. A failing cloud is told, and never takes the page away from its readers. */
export function readiness(fleet = ownFleet()): Readiness {
  try {
    const accounts = config().accounts.map(({ name, regions }) => ({
      name,
      regions,
      lastCall: fleet.outcomes.of(name),
    }))
    return { ready: true, status: 'ready', accounts }
  } catch {
    return { ready: false, status: 'misconfigured', accounts: [] }
  }
}
