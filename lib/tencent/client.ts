import 'server-only'
import type { Account, Scope } from '@/lib/config'
import { processWide } from '@/lib/process-wide'
import { cloudClocks } from './cloud-clock'
import { restOf } from './credential-rest'
import { Credentials } from './credentials'
import { withDeadline } from './deadline'
import { endpointOf } from './endpoint'
import { toUpstreamError, type UpstreamError } from './errors'
import { SignedClient } from './signed-client'

interface Connections {
  /** One for the account: its regions share what a role lends. */
  credentials: Credentials
  clients: Map<string, SignedClient>
}

/** One attempt, credentials, connection, body and all. */
export const ATTEMPT_DEADLINE_MS = 8_000

const connections = processWide('connections', () => new WeakMap<Account, Connections>())

export interface CallOptions {
  /** Aborted when the reader goes away. */
  signal?: AbortSignal
  deadlineMs?: number
}

/** Asks the cloud once, unless its credentials rest. Throws an UpstreamError, whatever happens. */
export async function call(
  scope: Scope,
  action: string,
  body: object,
  { signal, deadlineMs = ATTEMPT_DEADLINE_MS }: CallOptions,
): Promise<unknown> {
  const { credentials, clients } = connectionsOf(scope.account)
  return withDeadline({ deadlineMs, signal }, async (end) => {
    await credentials.renew()
    end.throwIfAborted()
    const used = await credentials.getCredential()
    const pass = restOf(used, endpointOf(scope).host).enter()
    // The SDK may never settle: it does not listen to its signal everywhere.
    end.addEventListener('abort', pass.withdrawn)
    try {
      const client = clients.get(scope.region) ?? connect(scope, credentials)
      clients.set(scope.region, client)
      const reply = await client.request(action, body, { signal: end })
      pass.answered()
      return reply
    } catch (thrown) {
      const error = toUpstreamError(thrown)
      if (error.kind === 'bad-credentials') {
        credentials.forget(used)
        pass.failed(error)
      } else if (error.code !== null && error.kind !== 'clock-skew') pass.answered()
      else pass.withdrawn()
      throw error
    }
  }).catch((thrown) => {
    throw toUpstreamError(thrown)
  })
}

/** The last error where the scope's credentials would not be sent now. Renews them first; throws where there are none. */
export async function restingCredentials(
  scope: Scope,
  options: { deadlineMs: number; signal?: AbortSignal },
): Promise<UpstreamError | null> {
  const { credentials } = connectionsOf(scope.account)
  return withDeadline(options, async () => {
    await credentials.renew()
    return restOf(await credentials.getCredential(), endpointOf(scope).host).held()
  })
}

function connectionsOf(account: Account): Connections {
  const known = connections.get(account)
  if (known) return known
  const made = { credentials: new Credentials(account.credential), clients: new Map() }
  connections.set(account, made)
  return made
}

function connect(scope: Scope, credential: Credentials): SignedClient {
  const endpoint = endpointOf(scope)
  const { region } = scope
  const clock = cloudClocks().of(endpoint.host, region)
  return new SignedClient({
    endpoint,
    version: '2017-03-20',
    region,
    credential,
    clock,
    timeoutMs: ATTEMPT_DEADLINE_MS,
  })
}
