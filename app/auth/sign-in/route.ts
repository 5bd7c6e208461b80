import type { NextRequest } from 'next/server'
import { auditSignIn } from '@/lib/access/audit'
import { addressOf } from '@/lib/access/client-address'
import { beginSignIn } from '@/lib/access/provider'
import { safeReturn } from '@/lib/access/return-to'
import { config } from '@/lib/config'
import { toProblem } from '@/lib/fleet/to-problem'
import { problemKind } from '@/lib/http/problem'
import { goTo, goToFailure } from '../go-to'

/** To the identity provider; in the other modes the page itself says how one signs in. */
export async function GET({ headers, nextUrl }: NextRequest): Promise<Response> {
  const { auth, publicUrl, trustedProxies } = config()
  const to = safeReturn(nextUrl.searchParams.get('to'))
  if (auth.mode !== 'oidc') return goTo(to)
  try {
    const { location, cookie } = await beginSignIn(auth, publicUrl ?? '', to)
    return goTo(location.href, cookie)
  } catch (error) {
    const problem = toProblem(error)
    auditSignIn('sign-in', { user: null, mode: auth.mode, address: addressOf(headers, trustedProxies) }, problem)
    return goToFailure(problemKind(problem), to)
  }
}
