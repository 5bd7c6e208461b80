import 'server-only'
import { CommonClient } from 'tencentcloud-sdk-nodejs/tencentcloud/common/common_client.js'
import * as fetchModule from 'tencentcloud-sdk-nodejs/tencentcloud/common/http/fetch.js'
import * as signModule from 'tencentcloud-sdk-nodejs/tencentcloud/common/sign.js'
import { agentFor } from './agent'
import type { CloudClock } from './cloud-clock'
import type { Credential } from './credentials'
import type { Endpoint } from './endpoint'
import { toUpstreamError } from './errors'

/** Of a reply, unpacked; a page of 100 tasks has a tenth of a MiB. */
const MOST_BYTES = 8 * 1_024 * 1_024
/** The longest that the cloud can bid us wait. */
const MOST_RETRY_AFTER_MS = 60_000

interface ClientOptions {
  endpoint: Endpoint
  version: string
  region: string
  credential: Credential | { getCredential: () => Promise<Credential> }
  clock: CloudClock
  timeoutMs: number
}

interface CallOptions {
  signal?: AbortSignal
  /** For the calls that ask for credentials. */
  skipSign?: boolean
}

/** What is used of node-fetch's Response. */
interface Reply {
  headers: { get: (name: string) => string | null }
}

/** What the SDK's client is made of (4.1.313); its types call these private. */
interface ClientParts {
  readonly sdkVersion: string
  getCredential: () => Promise<Credential>
  request: (action: string, body: object, options: CallOptions) => Promise<unknown>
  parseResponse: (reply: Reply) => Promise<unknown>
}

// Safe: the same class, its inner methods named.
const BaseClient = CommonClient as unknown as new (...args: ConstructorParameters<typeof CommonClient>) => ClientParts
const send = defaultOf<(url: string, options: object) => Promise<Reply>>(fetchModule)
const { sign3 } = defaultOf<{ sign3: (parts: object) => string }>(signModule)

/**
 * The SDK's client with a clock that can be put right, a limit to what it reads, and no redirects. The SDK signs with
 * `new Date()` in a static function and hands its options to node-fetch one by one, so the step that signs and sends is
 * the smallest there is to override. Its signer, its fetch and its reading of a reply are used as they are (4.1.313).
 * Throws an UpstreamError.
 */
export class SignedClient extends BaseClient {
  readonly #options: ClientOptions
  readonly #agent: ReturnType<typeof agentFor>

  constructor(options: ClientOptions) {
    const { endpoint, version, credential, region } = options
    super(endpoint.host, version, { credential, region })
    this.#options = options
    this.#agent = agentFor(endpoint)
  }

  /** Called by `request`, which all actions share. */
  async doRequestWithSign3(action: string, body: object, { signal, skipSign }: CallOptions): Promise<unknown> {
    const { clock } = this.#options
    const signedAtMs = clock.now()
    const reply = await this.#send(action, Buffer.from(JSON.stringify(body)), signedAtMs, { signal, skipSign })
    try {
      return await this.parseResponse(reply)
    } catch (thrown) {
      const error = toUpstreamError(thrown)
      error.retryAfterMs = retryAfterMs(reply.headers.get('retry-after'))
      if (error.kind === 'clock-skew') error.isClockCorrected = clock.correct(reply.headers.get('date'), signedAtMs)
      throw error
    }
  }

  async #send(action: string, payload: Buffer, signedAtMs: number, { signal, skipSign }: CallOptions) {
    const { endpoint, version, region, timeoutMs } = this.#options
    const { secretId, secretKey, token } = await this.getCredential()
    const url = `${endpoint.protocol}${endpoint.host}/`
    const [service] = endpoint.host.split('.')
    const timestamp = Math.floor(signedAtMs / 1_000)
    const headers: Record<string, string> = {
      Host: endpoint.host,
      'Content-Type': 'application/json',
      'X-TC-Action': action,
      'X-TC-Region': region,
      'X-TC-Timestamp': String(timestamp),
      'X-TC-Version': version,
      'X-TC-RequestClient': this.sdkVersion,
      ...(token && { 'X-TC-Token': token }),
    }
    const parts = { method: 'POST', url, payload, timestamp, service, secretId, secretKey, multipart: false, headers }
    headers.Authorization = skipSign ? 'SKIP' : sign3(parts)
    return send(url, {
      method: 'POST',
      headers,
      body: payload,
      agent: this.#agent,
      timeout: timeoutMs,
      size: MOST_BYTES,
      // It would carry a signed request and its token to an address of somebody else's choice.
      redirect: 'manual',
      signal,
    })
  }
}

/** Seconds, or a date; null where it is neither. */
function retryAfterMs(header: string | null): number | null {
  if (header === null) return null
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1_000 : Date.parse(header) - Date.now()
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), MOST_RETRY_AFTER_MS)
}

/** A default export of CommonJS is itself or inside another, by who put the modules together. */
function defaultOf<Value>(module: { default: unknown }): Value {
  const { default: found } = module
  // Safe: the two shapes that a bundler gives.
  return (typeof found === 'function' ? found : (found as { default: unknown }).default) as Value
}
