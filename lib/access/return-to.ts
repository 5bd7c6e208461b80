import 'server-only'

const SOMEWHERE = 'http://somewhere'
const LONGEST = 6_000

/** Where a reader goes on after signing in: a page of ours, else the list. */
export function safeReturn(to: string | null): string {
  if (to === null || to.length > LONGEST || !/^\/[^/\\]/.test(to) || /[\p{Cc}\\]/u.test(to)) return '/tasks'
  if (/%(2f|5c|00)/i.test(to.split('?', 1)[0] ?? '')) return '/tasks'
  const url = URL.canParse(to, SOMEWHERE) ? new URL(to, SOMEWHERE) : null
  const isOurs = url?.origin === SOMEWHERE && !url.pathname.startsWith('//')
  // What signs in or out, and what answers programs, is no place to come back to.
  if (!isOurs || /^\/(auth|api)(\/|$)/.test(url.pathname)) return '/tasks'
  return url.pathname + url.search
}
