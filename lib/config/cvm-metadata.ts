import 'server-only'
import { z } from 'zod'

const ROLES_URL = 'http://metadata.tencentyun.com/latest/meta-data/cam/security-credentials/'
const TIMEOUT_MS = 2_000

const roleSchema = z.object({
  Code: z.literal('Success'),
  TmpSecretId: z.string().min(1),
  TmpSecretKey: z.string().min(1),
  Token: z.string().min(1),
  ExpiredTime: z.number(),
})

export interface CvmRoleKeys {
  secretId: string
  secretKey: string
  token: string
  expiresAtMs: number
}

/**
 * The keys of the role bound to this CVM; throws where there is none, within two seconds.
 * Not the SDK's reader, which never times out and would ask the egress proxy (4.1.313, tried 2026-08).
 */
export async function readCvmRole(rolesUrl = ROLES_URL): Promise<CvmRoleKeys> {
  const signal = AbortSignal.timeout(TIMEOUT_MS)
  const role = (await ask(rolesUrl, signal)).trim()
  if (!/^[\w.-]+$/.test(role)) throw new Error('The metadata service names no role: is one bound to this CVM?')
  const keys = roleSchema.parse(JSON.parse(await ask(`${rolesUrl}${role}`, signal)))
  return {
    secretId: keys.TmpSecretId,
    secretKey: keys.TmpSecretKey,
    token: keys.Token,
    expiresAtMs: keys.ExpiredTime * 1_000,
  }
}

async function ask(url: string, signal: AbortSignal): Promise<string> {
  const response = await fetch(url, { signal, cache: 'no-store', redirect: 'error' })
  if (!response.ok) throw new Error(`The metadata service answered with HTTP status ${response.status}.`)
  return response.text()
}
