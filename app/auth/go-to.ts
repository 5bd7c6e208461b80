import 'server-only'
import { accessAddress } from '../page-viewer'

/** Sends the browser on with a GET, and these cookies. */
export function goTo(location: string, ...cookies: string[]): Response {
  const headers = new Headers({ location, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
  for (const cookie of cookies) headers.append('set-cookie', cookie)
  return new Response(null, { status: 303, headers })
}

/** To the page that says why nobody was signed in, and has the way to try again. */
export function goToFailure(kind: string, to: string): Response {
  return goTo(accessAddress(kind === 'signed-out' ? 'failed' : kind, to))
}
