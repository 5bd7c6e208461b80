import 'server-only'
import * as sdk from 'tencentcloud-sdk-nodejs/tencentcloud/common/credential.js'
import type { BaseCredential, CredentialSource } from '@/lib/config/credential-source'
import { readCvmRole } from '@/lib/config/cvm-metadata'
import { readProfile } from '@/lib/config/profile-file'
import { agentFor } from './agent'
import { UpstreamError } from './errors'

/** As the SDK's client wants them. */
export interface Credential {
  secretId: string
  secretKey: string
  token?: string
}

interface Lent {
  credential: Credential
  /** Infinity for keys that do not expire. */
  expiresAtMs: number
}

const DEADLINE_MS = 5_000
const RENEWED_BEFORE_MS = 60_000

/**
 * Credentials of one source, kept until a minute before they expire. The SDK's own role providers keep a rejected
 * promise for ever and loop on a token that comes expired (seen by running 4.1.313), so only their one call is used.
 */
export class Credentials {
  #lend: () => Promise<Lent>
  #kept: Lent | null = null
  #asking: Promise<Lent> | null = null

  constructor(source: CredentialSource, lend: (source: CredentialSource) => Promise<Lent> = lendFrom) {
    this.#lend = () => lend(source)
  }

  /** Throws `no-credentials` where there are none: the SDK itself would sign with an empty id. */
  async getCredential(): Promise<Credential> {
    if (this.#kept && this.#kept.expiresAtMs - RENEWED_BEFORE_MS > Date.now()) return this.#kept.credential
    this.#asking ??= withDeadline(this.#lend()).finally(() => {
      this.#asking = null
    })
    try {
      const lent = await this.#asking
      if (!lent.credential.secretId || !lent.credential.secretKey) throw new UpstreamError('no-credentials')
      this.#kept = lent.expiresAtMs === Number.POSITIVE_INFINITY ? null : lent
      return lent.credential
    } catch (error) {
      throw error instanceof UpstreamError ? error : new UpstreamError('no-credentials', { cause: error })
    }
  }
}

async function lendFrom(source: CredentialSource): Promise<Lent> {
  if (source.kind !== 'assume-role') return lendBase(source)
  const { roleArn, sessionName, externalId, from } = source
  const agent = agentFor({ protocol: 'https://', host: 'sts.tencentcloudapi.com' })
  const base = { getCredential: async () => (await lendBase(from)).credential }
  return new AssumedRole(
    { credential: base, profile: { httpProfile: { agent } } },
    { RoleArn: roleArn, RoleSessionName: sessionName, ...(externalId && { ExternalId: externalId }) },
  ).lend()
}

async function lendBase(source: BaseCredential): Promise<Lent> {
  switch (source.kind) {
    case 'keys': {
      const token = source.sessionToken?.()
      return forGood({ secretId: source.secretId(), secretKey: source.secretKey(), ...(token && { token }) })
    }
    case 'profile':
      return lendProfile(source.name) ?? nothing()
    case 'cvm-role': {
      const { secretId, secretKey, token, expiresAtMs } = await readCvmRole()
      return { credential: { secretId, secretKey, token }, expiresAtMs }
    }
    case 'tke-oidc':
      return new PodIdentity().lend()
    case 'machine':
      return lendProfile('default') ?? lendBase({ kind: source.podHasIdentity ? 'tke-oidc' : 'cvm-role' })
  }
}

function lendProfile(name: string): Lent | null {
  const keys = readProfile(name)
  return (
    keys && forGood({ secretId: keys.secretId, secretKey: keys.secretKey, ...(keys.token && { token: keys.token }) })
  )
}

function forGood(credential: Credential): Lent {
  return { credential, expiresAtMs: Number.POSITIVE_INFINITY }
}

function nothing(): never {
  throw new UpstreamError('no-credentials')
}

class AssumedRole extends sdk.STSCredential {
  async lend(): Promise<Lent> {
    return toLent(await this.getCredentialWithStsAssumeRole())
  }
}

class PodIdentity extends sdk.OIDCRoleArnCredential {
  async lend(): Promise<Lent> {
    return toLent(await this.getCredentialWithStsAssumeRoleWithWebIdentity())
  }
}

interface TemporaryKeys {
  TmpSecretId: string
  TmpSecretKey: string
  Token: string
  /** Epoch seconds. */
  ExpiredTime: number
}

function toLent({ TmpSecretId, TmpSecretKey, Token, ExpiredTime }: TemporaryKeys): Lent {
  return {
    credential: { secretId: TmpSecretId, secretKey: TmpSecretKey, token: Token },
    expiresAtMs: ExpiredTime * 1_000,
  }
}

async function withDeadline<Value>(promise: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new UpstreamError('no-credentials')), DEADLINE_MS)
  })
  try {
    return await Promise.race([promise, deadline])
  } finally {
    clearTimeout(timer)
  }
}
