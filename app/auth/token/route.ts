import type { NextRequest } from 'next/server'
import { auditSignIn } from '@/lib/access/audit'
import { addressOf } from '@/lib/access/client-address'
import { safeReturn } from '@/lib/access/return-to'
import { beginSession, sessionCookie } from '@/lib/access/session'
import { requireToken } from '@/lib/access/ways/token'
import { config } from '@/lib/config'
import { toProblem } from '@/lib/fleet/to-problem'
import { problemKind } from '@/lib/http/problem'
import { goTo, goToFailure } from '../go-to'

/** A token typed into the form of the page is exchanged for a session. */
export async function POST(request: NextRequest): Promise<Response> {
  const { auth, access, trustedProxies } = config()
  const form = new URLSearchParams(await request.text())
  const to = safeReturn(form.get('to'))
  if (auth.mode !== 'token') return goTo(to)
  const caller = { mode: auth.mode, address: addressOf(request.headers, trustedProxies) }
  try {
    const { name, sha256, groups } = requireToken(form.get('token')?.trim() ?? '', caller.address, access().tokens)
    const session = beginSession({ mode: auth.mode, user: name, groups, token: sha256 }, groups)
    auditSignIn('sign-in', { user: name, groups, ...caller })
    return goTo(to, await sessionCookie(session, auth.session))
  } catch (error) {
    const problem = toProblem(error)
    auditSignIn('sign-in', { user: null, ...caller }, problem)
    return goToFailure(problemKind(problem), to)
  }
}
