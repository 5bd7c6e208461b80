import type { NextRequest } from 'next/server'
import { auditSignIn } from '@/lib/access/audit'
import { addressOf } from '@/lib/access/client-address'
import { setCookie } from '@/lib/access/cookies'
import { endSession, openSession, SESSION_COOKIE } from '@/lib/access/session'
import { config } from '@/lib/config'
import { goTo } from '../go-to'

/** Ends the session for good: a copy of its cookie is worth nothing afterwards. */
export async function POST({ headers }: NextRequest): Promise<Response> {
  const { auth, trustedProxies } = config()
  if (!('session' in auth)) return goTo('/tasks')
  const session = await openSession(headers, auth.session)
  if (session && session !== 'expired') {
    await endSession(session, auth.session)
    const { user, groups } = session
    auditSignIn('sign-out', { user, groups, mode: auth.mode, address: addressOf(headers, trustedProxies) })
  }
  return goTo('/auth/signed-out', setCookie(SESSION_COOKIE, '', 0))
}
