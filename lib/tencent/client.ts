import 'server-only'
import { cdb } from 'tencentcloud-sdk-nodejs/tencentcloud/services/cdb/index.js'
import type { Account, Scope } from '@/lib/config'
import { processWide } from '@/lib/process-wide'
import { agentFor } from './agent'
import { Credentials } from './credentials'
import { withDeadline } from './deadline'
import { endpointOf } from './endpoint'
import { toUpstreamError } from './errors'

type CdbClient = InstanceType<typeof cdb.v20170320.Client>

interface Connections {
  /** One for the account: its regions share what a role lends. */
  credentials: Credentials
  clients: Map<string, CdbClient>
}

/** One attempt, credentials, connection, body and all. */
export const ATTEMPT_DEADLINE_MS = 8_000

const connections = processWide('connections', () => new WeakMap<Account, Connections>())

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
  const { credentials, clients } = connectionsOf(scope.account)
  try {
    return await withDeadline({ deadlineMs, signal }, async (end) => {
      // Before the SDK asks for them: what is thrown from inside it is told as a failure of the network.
      await credentials.renew()
      end.throwIfAborted()
      const client = clients.get(scope.region) ?? connect(scope, credentials)
      clients.set(scope.region, client)
      return client.request(action, body, { signal: end })
    })
  } catch (thrown) {
    const error = toUpstreamError(thrown)
    if (error.kind === 'bad-credentials') credentials.forget()
    throw error
  }
}

function connectionsOf(account: Account): Connections {
  const known = connections.get(account)
  if (known) return known
  const made = { credentials: new Credentials(account.credential), clients: new Map() }
  connections.set(account, made)
  return made
}

function connect(scope: Scope, credentials: Credentials): CdbClient {
  const endpoint = endpointOf(scope)
  return new cdb.v20170320.Client({
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
}
