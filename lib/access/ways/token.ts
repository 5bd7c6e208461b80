import 'server-only'
import { createHash, timingSafeEqual } from 'node:crypto'
import type { AccessToken, Auth, LiveAccess } from '@/lib/config/access/model'
import { refuse } from '@/lib/http/problem-error'
import { processWide } from '@/lib/process-wide'
import type { Caller, Identity } from '../identity'
import { Throttle } from '../throttle'
import { identifyBySession } from './session'

/** A script sends its token with each request; a browser has a session for it. Either ends when the token is taken away. */
export async function identifyByToken(
  caller: Caller,
  auth: Extract<Auth, { mode: 'token' }>,
  access: () => LiveAccess,
): Promise<Identity> {
  const [, sent] = /^Bearer +(\S+)$/i.exec(caller.headers.get('authorization') ?? '') ?? []
  if (sent !== undefined) {
    const { name, groups } = requireToken(sent, caller.address, access().tokens)
    return { user: name, groups, session: null }
  }
  const { session } = await identifyBySession(caller, auth)
  const token = access().tokens.find(({ name, sha256 }) => name === session.user && sha256 === session.token)
  if (!token) return refuse('session-expired', { detail: 'The token that it was opened with is no longer taken.' })
  return { user: token.name, groups: token.groups, session }
}

/** Throws `signed-out`, or `too-many-attempts` where the same address has been wrong too often. */
export function requireToken(sent: string, address: string, tokens: AccessToken[]): AccessToken {
  const throttle = attempts()
  if (throttle.isClosedTo(address)) {
    return refuse('too-many-attempts', { detail: `Too many wrong tokens from ${address}. Wait five minutes.` })
  }
  const digest = createHash('sha256').update(sent).digest()
  const found = tokens.filter(({ sha256 }) => timingSafeEqual(Buffer.from(sha256, 'hex'), digest))
  const [token] = found
  if (token) return token
  throttle.fail(address)
  return refuse('signed-out', { detail: 'The token is not known.' })
}

function attempts(): Throttle {
  return processWide('token-attempts', () => new Throttle())
}
