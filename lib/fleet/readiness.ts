import 'server-only'
import { config } from '@/lib/config'
import { replicas, type SharedState } from '@/lib/replicas/replicas'
import { ownFleet } from './fleet'
import type { UpstreamOutcome } from './upstream-outcomes'

interface Readiness {
  ready: boolean
  status: 'ready' | 'misconfigured'
  accounts: { name: string; regions: string[]; lastCall: UpstreamOutcome | null }[]
  /** Null where it is not known what is shared. */
  shared: SharedState | null
}

/** Ready when the configuration can be read. A failing cloud or Redis is told, and never takes the page away from its readers. */
export function readiness(fleet = ownFleet()): Readiness {
  try {
    const accounts = config().accounts.map(({ name, regions }) => ({
      name,
      regions,
      lastCall: fleet.outcomes.of(name),
    }))
    return { ready: true, status: 'ready', accounts, shared: replicas().state() }
  } catch {
    return { ready: false, status: 'misconfigured', accounts: [], shared: null }
  }
}
