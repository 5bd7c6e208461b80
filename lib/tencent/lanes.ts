import 'server-only'
import { type Account, config, type Scope } from '@/lib/config'
import { processWide } from '@/lib/process-wide'
import { replicas } from '@/lib/replicas/replicas'
import { rateOf } from './action-rates'
import { endpointOf } from './endpoint'
import { bucketOf } from './lane-bucket'
import { RetryBudget } from './retry-budget'
import { Turns } from './turns'

/** What all calls share that the cloud counts together. */
interface Lane {
  turns: Turns
  /** By region: one that is down takes no retries from the others. */
  budgets: Map<string, RetryBudget>
}

const lanes = processWide('lanes', () => new Map<string, Lane>())

/**
 * The cloud counts by API, sub-account and host: all regions behind one host share a limit, and so do accounts with one
 * key.
 */
export function laneOf(scope: Scope, action: string): { turns: Turns; budget: RetryBudget } {
  const name = `${keyOf(scope.account)} ${endpointOf(scope).host} ${action}`
  const rate = rateOf(action, config().rate)
  const lane = lanes.get(name) ?? { turns: new Turns(bucketOf(name, rate, replicas())), budgets: new Map() }
  lanes.set(name, lane)
  const budget = lane.budgets.get(scope.region) ?? new RetryBudget()
  lane.budgets.set(scope.region, budget)
  return { turns: lane.turns, budget }
}

/** Equal for accounts that the cloud takes for one. */
export function keyOf({ name, credential }: Account): string {
  if (credential.kind !== 'keys') return `account ${name}`
  try {
    return `key ${credential.secretId()}`
  } catch {
    // Its file is gone: the call itself says so.
    return `account ${name}`
  }
}
