import 'server-only'
import type { Auth } from '@/lib/config/access/model'
import { refuse } from '@/lib/http/problem-error'
import type { Caller, Identity } from '../identity'
import { openSession, type Session } from '../session'

/** Whoever has signed in and holds the cookie. Throws `signed-out` or `session-expired`. */
export async function identifyBySession(
  { headers }: Caller,
  { mode, session: settings }: Extract<Auth, { session: unknown }>,
): Promise<Identity & { session: Session }> {
  const session = await openSession(headers, settings)
  if (session === 'expired') return refuse('session-expired', { detail: 'Sign in again.' })
  if (session?.mode !== mode) return refuse('signed-out', { detail: 'This is shown to those who have signed in.' })
  return { user: session.user, groups: session.groups, session }
}
