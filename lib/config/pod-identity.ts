import 'server-only'
import type { PodIdentity } from './credential-source'
import type { Env } from './model'

/** Null where TKE has not set all four. */
export function podIdentityOf(env: Env): PodIdentity | null {
  const { TKE_REGION, TKE_PROVIDER_ID, TKE_WEB_IDENTITY_TOKEN_FILE, TKE_ROLE_ARN } = env
  if (!TKE_REGION || !TKE_PROVIDER_ID || !TKE_WEB_IDENTITY_TOKEN_FILE || !TKE_ROLE_ARN) return null
  return {
    region: TKE_REGION,
    providerId: TKE_PROVIDER_ID,
    tokenFile: TKE_WEB_IDENTITY_TOKEN_FILE,
    roleArn: TKE_ROLE_ARN,
  }
}

export const POD_IDENTITY_VARIABLES = 'TKE_REGION, TKE_PROVIDER_ID, TKE_WEB_IDENTITY_TOKEN_FILE, TKE_ROLE_ARN'
