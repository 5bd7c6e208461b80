import 'server-only'
import { cdb } from 'tencentcloud-sdk-nodejs/tencentcloud/services/cdb/index.js'
import type { Account, Scope } from '@/lib/config'
import { agentFor } from './agent'
import { Credentials } from './credentials'
import { endpointOf } from './endpoint'
import { toUpstreamError } from './errors'

type CdbClient = InstanceType<typeof cdb.v20170320.Client>

interface Connection {
  client: CdbClient
  credentials: Credentials
}

/** One attempt, connection, body and all. The SDK's timers miss a body that drips or ends early. */
export const ATTEMPT_DEADLINE_MS = 8_000

const CONNECTIONS = Symbol.for('cdb-tasks.connections')

// Safe: only this file writes the symbol.
const shared = globalThis as { [CONNECTIONS]?: WeakMap<Account, Map<string, Connection>> }

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
  // The SDK leaves the body of a refused reply unread, and its connection busy; the end of the call frees it.
  const over = new AbortController()
  const end = AbortSignal.any([over.signal, deadline, ...(signal ? [signal] : [])])
  try {
    return await orAborted(ask(connectionOf(scope), action, body, end), end)
  } catch (error) {
    throw toUpstreamError(error, { cancelled: signal?.aborted ?? false, timedOut: deadline.aborted })
  } finally {
    over.abort()
  }
}

/** Credentials come first: a failure to get them would be told as the cloud's own from inside the SDK. */
async function ask({ client, credentials }: Connection, action: string, body: object, signal: AbortSignal) {
  await credentials.getCredential()
  return client.request(action, body, { signal })
}

function connectionOf({ account, region }: Scope): Connection {
  shared[CONNECTIONS] ??= new WeakMap()
  const ofAccount = shared[CONNECTIONS].get(account) ?? new Map<string, Connection>()
  shared[CONNECTIONS].set(account, ofAccount)
  const connection = ofAccount.get(region) ?? connect({ account, region })
  ofAccount.set(region, connection)
  return connection
}

function connect(scope: Scope): Connection {
  const endpoint = endpointOf(scope)
  const credentials = new Credentials(scope.account.credential)
  const client = new cdb.v20170320.Client({
    credential: credentials,
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
  return { client, credentials }
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
