import 'server-only'
import { config } from '@/lib/config'
import { replicas, type SharedState } from '@/lib/replicas/replicas'
import { cloudClocks } from '@/lib/tencent/cloud-clock'
import { ownFleet } from './fleet'

interface Readiness {
  ready: boolean
  status: 'ready' | 'misconfigured'
  /** Null where there is no configuration to ask by. Whoever asks is not known: no account and no region is named. */
  cloud: CloudState | null
  /** How far the clock of this machine is behind the cloud's, where a refusal has shown it. */
  clock: { state: 'trusted' | 'corrected'; behindSeconds: number } | null
  /** Null where it is not known what is shared. */
  shared: SharedState | null
}

interface CloudState {
  /** `failing` where the last call of every scope that was asked has failed. */
  state: 'unasked' | 'reached' | 'failing'
  failing: number
  /** Scopes of the configuration. */
  of: number
}

/** Ready when the configuration can be read. A failing cloud or Redis is told, and never takes the page away from its readers. */
export function readiness(fleet = ownFleet()): Readiness {
  try {
    const of = config().accounts.reduce((sum, { regions }) => sum + regions.length, 0)
    const { asked, failing } = fleet.outcomes.counts()
    const state = asked === 0 ? 'unasked' : failing < asked ? 'reached' : 'failing'
    return {
      ready: true,
      status: 'ready',
      cloud: { state, failing, of },
      clock: clockState(),
      shared: replicas().state(),
    }
  } catch {
    return { ready: false, status: 'misconfigured', cloud: null, clock: null, shared: null }
  }
}

function clockState(): Readiness['clock'] {
  const behindSeconds = Math.round(cloudClocks().offsetMs() / 1_000)
  return { state: behindSeconds === 0 ? 'trusted' : 'corrected', behindSeconds }
}
