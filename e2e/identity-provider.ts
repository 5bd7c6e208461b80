import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type Provider from 'oidc-provider'
import type { Adapter, AdapterPayload, Configuration } from 'oidc-provider'

export const CLIENT_ID = 'cdb-tasks'

export interface IdentityProvider {
  issuer: string
  clientSecret: string
  /** The claims of those who can sign in, by the name they type. */
  users: Record<string, Record<string, unknown>>
  /** The key that was announced beside the first signs from now on. */
  rotateKeys: () => Promise<void>
  /** Connections are cut until it is called with false; those for one path, where that is given. */
  goDown: (isDown: boolean | string) => void
  /** Changes the address that the next sign-in comes back with. */
  tamper: (change: (callback: URL) => void) => void
  /** Paths that were asked for, oldest first. */
  asked: string[]
  stop: () => Promise<void>
}

/** A real OpenID provider with one client, which has a secret and must use PKCE; origins are those that it may come back to. */
export async function startIdentityProvider(origins: string[]): Promise<IdentityProvider> {
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // Safe: it listens on a port.
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const clientSecret = `canary-client-secret-${randomBytes(12).toString('hex')}`
  const users: IdentityProvider['users'] = {}
  const asked: string[] = []
  const keys = [newKey('first'), newKey('second')]
  const store = new Map<string, AdapterPayload>()
  const make = (jwks: object[]) => makeProvider(issuer, { origins, clientSecret, users, store, jwks })
  let provider = await make(keys)
  let isDown: boolean | string = false
  let tampering: ((callback: URL) => void) | null = null

  async function answer(request: IncomingMessage, response: ServerResponse) {
    asked.push(request.url?.split('?')[0] ?? '')
    if (isDown === true || isDown === request.url?.split('?')[0]) return request.socket.destroy()
    tamperWith(response)
    if (request.url?.startsWith('/interaction/')) await interact(provider, request, response)
    else provider.callback()(request, response)
  }

  function tamperWith(response: ServerResponse) {
    const { setHeader } = response
    response.setHeader = (name, value) => {
      const isReturn = name.toLowerCase() === 'location' && String(value).includes('/auth/callback?')
      if (!isReturn || !tampering) return setHeader.call(response, name, value)
      const callback = new URL(String(value))
      tampering(callback)
      tampering = null
      return setHeader.call(response, name, callback.href)
    }
  }

  return {
    issuer,
    clientSecret,
    users,
    asked,
    async rotateKeys() {
      provider = await make(keys.toReversed())
    },
    goDown: (down) => (isDown = down),
    tamper: (change) => (tampering = change),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

interface Parts {
  origins: string[]
  clientSecret: string
  users: IdentityProvider['users']
  store: Map<string, AdapterPayload>
  jwks: object[]
}

async function makeProvider(issuer: string, { origins, clientSecret, users, store, jwks }: Parts): Promise<Provider> {
  const Made = await quietly(async () => (await import('oidc-provider')).default)
  const configuration: Configuration = {
    adapter: (name: string) => memoryAdapter(name, store),
    clients: [
      {
        client_id: CLIENT_ID,
        client_secret: clientSecret,
        redirect_uris: origins.map((origin) => `${origin}/auth/callback`),
        post_logout_redirect_uris: origins.map((origin) => `${origin}/auth/signed-out`),
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    // Safe: keys as the platform exports them.
    jwks: { keys: jwks } as Configuration['jwks'],
    cookies: { keys: [clientSecret] },
    pkce: { required: () => true },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => {
          ctx.body = `<!doctype html><title>Provider</title>${form}<button form="op.logoutForm" name="logout" value="yes">Leave the provider</button>`
        },
      },
    },
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id, ...users[id] }) }),
    loadExistingGrant: async (ctx) => {
      const { client, session, provider } = ctx.oidc
      const grant = new provider.Grant({ clientId: client?.clientId, accountId: session?.accountId })
      grant.addOIDCScope('openid profile email')
      await grant.save()
      return grant
    },
    renderError: (ctx, { error }) => {
      ctx.body = error
    },
  }
  return quietly(async () => new Made(issuer, configuration))
}

/** The page of somebody who is not signed in there: a name is enough. */
async function interact(provider: Provider, request: IncomingMessage, response: ServerResponse) {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://provider')
  await provider.interactionDetails(request, response)
  if (pathname.endsWith('/decline')) {
    return provider.interactionFinished(request, response, { error: 'access_denied' })
  }
  const user = searchParams.get('user')
  if (user) return provider.interactionFinished(request, response, { login: { accountId: user } })
  response.setHeader('content-type', 'text/html; charset=utf-8')
  response.end(
    `<!doctype html><title>Provider</title><form><label>Name <input name="user"></label><button>Enter</button></form>` +
      `<a href="${pathname}/decline">Decline</a>`,
  )
}

function newKey(kid: string) {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
  return { ...privateKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' }
}

function memoryAdapter(name: string, store: Map<string, AdapterPayload>): Adapter {
  const keyOf = (id: string) => `${name}:${id}`
  const find = async (match: (payload: AdapterPayload) => boolean) =>
    [...store].find(([key, payload]) => key.startsWith(`${name}:`) && match(payload))?.[1]
  return {
    upsert: async (id, payload) => void store.set(keyOf(id), payload),
    find: async (id) => store.get(keyOf(id)),
    findByUid: (uid) => find((payload) => payload.uid === uid),
    findByUserCode: (userCode) => find((payload) => payload.userCode === userCode),
    consume: async (id) => void Object.assign(store.get(keyOf(id)) ?? {}, { consumed: Math.floor(Date.now() / 1_000) }),
    destroy: async (id) => void store.delete(keyOf(id)),
    revokeByGrantId: async (grantId) => {
      for (const [key, payload] of store) if (payload.grantId === grantId) store.delete(key)
    },
  }
}

/** It tells each start that it is made for production and a newer Node. */
async function quietly<Value>(work: () => Promise<Value>): Promise<Value> {
  const { info, warn } = console
  Object.assign(console, { info() {}, warn() {} })
  try {
    return await work()
  } finally {
    Object.assign(console, { info, warn })
  }
}
