import 'server-only'
import { cdb } from 'tencentcloud-sdk-nodejs/tencentcloud/services/cdb/index.js'
import type { Scope } from '@/lib/config'
import { agentFor } from './agent'
import { Credentials } from './credentials'
import { endpointOf } from './endpoint'
import { toUpstreamError } from './errors'

type CdbClient = InstanceType<typeof cdb.v20170320.Client>

/** One attempt, connection, body and all. The SDK's timers miss a body that drips or ends early. */
export const ATTEMPT_DEADLINE_MS = 8_000

const CLIENTS = Symbol.for('cdb-tasks.clients')

// Safe: only this file writes the symbol.
const shared = globalThis as { [CLIENTS]?: Map<string, CdbClient> }

export interface CallOptions {
  /** Aborted when the reader goes away. */
  signal?: AbortSignal
  deadlineMs?: number
}

/** Asks the cloud once. Throws an UpstreamError, whatever happens. */
export async function call(
  scope: Scope,
  action: string,
  body: object,
  { signal, deadlineMs = ATTEMPT_DEADLINE_MS }: CallOptions,
): Promise<unknown> {
  const deadline = AbortSignal.timeout(deadlineMs)
  const either = signal ? AbortSignal.any([signal, deadline]) : deadline
  try {
    return await orAborted(clientOf(scope).request(action, body, { signal: either }), either)
  } catch (error) {
    throw toUpstreamError(error, { cancelled: signal?.aborted ?? false, timedOut: deadline.aborted })
  }
}

function clientOf(scope: Scope): CdbClient {
  const clients = (shared[CLIENTS] ??= new Map())
  const key = `${scope.account.name}/${scope.region}`
  const known = clients.get(key)
  if (known) return known
  const client = createClient(scope)
  clients.set(key, client)
  return client
}

function createClient(scope: Scope): CdbClient {
  const endpoint = endpointOf(scope)
  return new cdb.v20170320.Client({
    credential: new Credentials(scope.account.credential),
    region: scope.region,
    profile: {
      httpProfile: {
        endpoint: endpoint.host,
        protocol: endpoint.protocol,
        reqTimeout: ATTEMPT_DEADLINE_MS / 1_000,
        agent: agentFor(endpoint),
      },
    },
  })
}

/** The SDK waits on for a body that was cut short; the abort ends the wait whether it listens or not. */
async function orAborted<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  signal.throwIfAborted()
  let stop = () => {}
  const aborted = new Promise<never>((_resolve, reject) => {
    stop = () => reject(signal.reason)
    signal.addEventListener('abort', stop, { once: true })
  })
  promise.catch(() => undefined)
  try {
    return await Promise.race([promise, aborted])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}
