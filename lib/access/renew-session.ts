import 'server-only'
import { config } from '@/lib/config'
import { renewed, sessionCookie } from './session'
import type { Viewer } from './viewer'

/** Whoever goes on asking stays signed in, until the session is as old as one may be. */
export async function renewSession({ session }: Viewer, headers: Headers): Promise<void> {
  const { auth } = config()
  const next = session && renewed(session)
  if (next && 'session' in auth) headers.append('set-cookie', await sessionCookie(next, auth.session))
}
