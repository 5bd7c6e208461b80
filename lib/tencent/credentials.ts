import 'server-only'
import * as sdk from 'tencentcloud-sdk-nodejs/tencentcloud/common/credential.js'
import type { AssumedRole, BaseCredential, CredentialSource } from '@/lib/config'
import { UpstreamError } from './errors'

export interface Credential {
  secretId: string
  secretKey: string
  token?: string
}

interface Provider {
  getCredential: () => Promise<Credential>
}

/** The metadata service of a CVM has no time-out of its own in the SDK. */
const DEADLINE_MS = 5_000

/**
 * Credentials of a source, asked for with every call. A role's provider that failed is thrown away: the SDK's keep a
 * rejected promise and would fail for ever (seen by running 4.1.313).
 */
export class Credentials implements Provider {
  #create: () => Provider
  #provider: Provider | null = null

  constructor(source: CredentialSource, create: (source: CredentialSource) => Provider = createProvider) {
    this.#create = () => create(source)
  }

  /** Throws `no-credentials` where there are none: the SDK itself would sign with an empty id. */
  async getCredential(): Promise<Credential> {
    this.#provider ??= this.#create()
    const provider = this.#provider
    try {
      const credential = await withDeadline(provider.getCredential())
      if (!credential.secretId || !credential.secretKey) throw new UpstreamError('no-credentials')
      return credential
    } catch (error) {
      if (this.#provider === provider) this.#provider = null
      throw error instanceof UpstreamError ? error : new UpstreamError('no-credentials', { cause: error })
    }
  }
}

function createProvider(source: CredentialSource): Provider {
  return source.kind === 'assumed-role' ? assumedRole(source) : baseProvider(source)
}

function baseProvider(source: BaseCredential): Provider {
  switch (source.kind) {
    case 'static': {
      const { secretId, secretKey, sessionToken } = source
      return { getCredential: async () => ({ secretId, secretKey, ...(sessionToken && { token: sessionToken }) }) }
    }
    case 'profile':
      return new sdk.ProfileCredential()
    case 'cvm-role':
      return new sdk.CvmRoleCredential()
    case 'tke-oidc':
      return new sdk.OIDCRoleArnCredential()
    case 'default':
      return firstOf([
        () => new sdk.EnvironmentVariableCredential(),
        () => new sdk.ProfileCredential(),
        ...(process.env.TKE_ROLE_ARN ? [() => new sdk.OIDCRoleArnCredential()] : []),
        () => new sdk.CvmRoleCredential(),
      ])
  }
}

function assumedRole({ roleArn, sessionName, externalId, from }: AssumedRole): Provider {
  const parameters = { RoleArn: roleArn, RoleSessionName: sessionName, ...(externalId && { ExternalId: externalId }) }
  return new sdk.STSCredential({ credential: new Credentials(from) }, parameters)
}

/** The SDK's own chain prints every failure with its stack; this one keeps quiet and stays with the first that answers. */
function firstOf(creators: (() => Provider)[]): Provider {
  let found: Provider | null = null
  return {
    async getCredential() {
      if (found) return found.getCredential()
      for (const create of creators) {
        const provider = create()
        const credential = await provider.getCredential().catch(() => null)
        if (!credential?.secretId || !credential.secretKey) continue
        found = provider
        return credential
      }
      return { secretId: '', secretKey: '' }
    },
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
