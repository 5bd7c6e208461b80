import 'server-only'
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { BaseCredential, CredentialSource, PodIdentity } from '@/lib/config/credential-source'
import { readCvmRole } from '@/lib/config/cvm-metadata'
import { readProfile } from '@/lib/config/profile-file'
import { cloudClocks } from './cloud-clock'
import { withDeadline } from './deadline'
import type { Endpoint } from './endpoint'
import { toUpstreamError, UpstreamError } from './errors'
import { SignedClient } from './signed-client'

/** As the SDK's client wants them. */
export interface Credential {
  secretId: string
  secretKey: string
  token?: string
}

interface Lent {
  credential: Credential
  /** Epoch milliseconds; 0 for what costs nothing to read anew, and may have been replaced. */
  expiresAtMs: number
}

/** Where roles are lent; a test brings its own. */
export interface Lenders {
  sts: Endpoint
  cvmRoles?: string
  deadlineMs: number
}

const ownLenders: Lenders = { sts: { protocol: 'https://', host: 'sts.tencentcloudapi.com' }, deadlineMs: 5_000 }

const RENEWED_BEFORE_MS = 60_000
/** What was lent anew and is refused again is not to be had: it is not asked for with every call. */
const LEAST_LENT_MS = 30_000
const SESSION_NAME = 'cdb-tasks'

/**
 * Credentials of one source, kept until a minute before they expire. Not the SDK's role providers: they keep a rejected
 * promise for ever, loop on a token that comes expired, and lose the code and RequestId of STS (4.1.313, run 2026-08).
 */
export class Credentials {
  readonly #source: CredentialSource
  readonly #lenders: Lenders
  #lent: Lent | null = null
  #asking: Promise<Lent> | null = null
  #forgottenAt = Number.NEGATIVE_INFINITY

  constructor(source: CredentialSource, lenders = ownLenders) {
    this.#source = source
    this.#lenders = lenders
  }

  /** To be awaited before each call. Throws `no-credentials`: the SDK itself would sign with an empty id and send it. */
  async renew(): Promise<void> {
    if (this.#lent && this.#lent.expiresAtMs - RENEWED_BEFORE_MS > Date.now()) return
    this.#asking ??= lend(this.#source, this.#lenders).finally(() => {
      this.#asking = null
    })
    try {
      this.#lent = await this.#asking
    } catch (error) {
      if (!this.#lent || this.#lent.expiresAtMs <= Date.now()) throw error
    }
  }

  /** What the last `renew` brought: id and secret of one reading. The SDK's client calls this. */
  async getCredential(): Promise<Credential> {
    if (!this.#lent) throw new UpstreamError('no-credentials')
    return this.#lent.credential
  }

  /** The cloud does not take these any more: the next call renews them, unless another's has already. */
  forget(refused: Credential): void {
    const now = performance.now()
    if (this.#lent?.credential !== refused || now - this.#forgottenAt < LEAST_LENT_MS) return
    this.#forgottenAt = now
    this.#lent = { ...this.#lent, expiresAtMs: 0 }
  }
}

async function lend(source: CredentialSource, lenders: Lenders): Promise<Lent> {
  try {
    const lent = await withDeadline(lenders, (end) =>
      source.kind === 'assume-role' ? assumeRole(source, lenders, end) : lendBase(source, lenders, end),
    )
    if (!lent.credential.secretId || !lent.credential.secretKey) throw new UpstreamError('no-credentials')
    return lent
  } catch (cause) {
    const { code, requestId } = toUpstreamError(cause)
    throw new UpstreamError('no-credentials', { code, requestId, cause })
  }
}

async function lendBase(source: BaseCredential, lenders: Lenders, end: AbortSignal): Promise<Lent> {
  switch (source.kind) {
    case 'keys':
      return atHand(source.secretId(), source.secretKey(), source.sessionToken?.())
    case 'profile':
      return lendProfile(source.name) ?? nothing()
    case 'cvm-role': {
      const { secretId, secretKey, token, expiresAtMs } = await readCvmRole(lenders.cvmRoles)
      return { credential: { secretId, secretKey, token }, expiresAtMs }
    }
    case 'tke-oidc':
      return assumeRoleOfPod(source.pod, lenders, end)
    case 'machine': {
      const next: BaseCredential = source.pod ? { kind: 'tke-oidc', pod: source.pod } : { kind: 'cvm-role' }
      return lendProfile('default') ?? lendBase(next, lenders, end)
    }
  }
}

function lendProfile(name: string): Lent | null {
  const keys = readProfile(name)
  return keys && atHand(keys.secretId, keys.secretKey, keys.token)
}

function atHand(secretId: string, secretKey: string, token: string | undefined): Lent {
  return { credential: { secretId, secretKey, ...(token && { token }) }, expiresAtMs: 0 }
}

function nothing(): never {
  throw new UpstreamError('no-credentials')
}

type RoleToAssume = Extract<CredentialSource, { kind: 'assume-role' }>

async function assumeRole(
  { roleArn, sessionName, externalId, from }: RoleToAssume,
  lenders: Lenders,
  end: AbortSignal,
): Promise<Lent> {
  const { credential } = await lendBase(from, lenders, end)
  const params = { RoleArn: roleArn, RoleSessionName: sessionName, ExternalId: externalId }
  const client = stsClient(lenders, 'ap-guangzhou', credential)
  const ask = () => client.request('AssumeRole', params, { signal: end })
  const reply = await ask().catch((error) => {
    if (toUpstreamError(error).isClockCorrected) return ask()
    throw error
  })
  return toLent(reply)
}

async function assumeRoleOfPod(
  { region, providerId, tokenFile, roleArn }: PodIdentity,
  lenders: Lenders,
  end: AbortSignal,
): Promise<Lent> {
  const params = {
    RoleArn: roleArn,
    RoleSessionName: SESSION_NAME,
    WebIdentityToken: readFileSync(tokenFile, 'utf8').trim(),
    ProviderId: providerId,
  }
  const unsigned = { signal: end, skipSign: true }
  const client = stsClient(lenders, region, { secretId: '', secretKey: '' })
  return toLent(await client.request('AssumeRoleWithWebIdentity', params, unsigned))
}

function stsClient({ sts, deadlineMs }: Lenders, region: string, credential: Credential): SignedClient {
  const clock = cloudClocks().of(sts.host, region)
  return new SignedClient({ endpoint: sts, version: '2018-08-13', region, credential, clock, timeoutMs: deadlineMs })
}

const lentSchema = z.object({
  Credentials: z.object({
    TmpSecretId: z.string().min(1),
    TmpSecretKey: z.string().min(1),
    Token: z.string().min(1),
  }),
  /** Epoch seconds. */
  ExpiredTime: z.number(),
})

function toLent(reply: unknown): Lent {
  const { Credentials, ExpiredTime } = lentSchema.parse(reply)
  return {
    credential: {
      secretId: Credentials.TmpSecretId,
      secretKey: Credentials.TmpSecretKey,
      token: Credentials.Token,
    },
    expiresAtMs: ExpiredTime * 1_000,
  }
}
