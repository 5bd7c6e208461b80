import type { NextRequest } from 'next/server'
import { auditSignIn } from '@/lib/access/audit'
import { addressOf } from '@/lib/access/client-address'
import { endSignIn, openSignIn } from '@/lib/access/provider'
import { beginSession, sessionCookie } from '@/lib/access/session'
import { config } from '@/lib/config'
import { toProblem } from '@/lib/fleet/to-problem'
import { problemKind } from '@/lib/http/problem'
import { refuse } from '@/lib/http/problem-error'
import { goTo, goToFailure } from '../go-to'

/** Where the identity provider sends the browser back to. */
export async function GET({ headers, nextUrl }: NextRequest): Promise<Response> {
  const { auth, access, publicUrl, trustedProxies } = config()
  if (auth.mode !== 'oidc') return goTo('/tasks')
  const caller = { mode: auth.mode, address: addressOf(headers, trustedProxies) }
  const query = nextUrl.search.slice(1)
  const signIn = await openSignIn(auth, query, headers)
  // As it was checked when the sign-in began.
  const to = signIn?.to ?? '/tasks'
  try {
    if (!signIn) return refuse('signed-out', { detail: 'Not begun in this browser, or more than ten minutes ago.' })
    const { user, groups, cookie } = await endSignIn(auth, publicUrl ?? '', query, signIn)
    const named = access().rules.flatMap((rule) => rule.groups)
    const session = beginSession({ mode: auth.mode, user, groups }, named)
    auditSignIn('sign-in', { user, groups: session.groups, ...caller })
    return goTo(to, await sessionCookie(session, auth.session), cookie)
  } catch (error) {
    const problem = toProblem(error)
    auditSignIn('sign-in', { user: null, ...caller }, problem)
    return goToFailure(problemKind(problem), to)
  }
}
