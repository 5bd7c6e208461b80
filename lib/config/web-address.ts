import 'server-only'

/** An address that a reader may be sent to: of the web, whole, and without a password in it. */
export function isWebAddress(text: string, protocols = ['https:', 'http:']): boolean {
  // A parser would drop these silently, and read another address than the one that is shown.
  if (/[\s\p{Cc}\\]/u.test(text) || text.length > 2_000 || !URL.canParse(text)) return false
  const { protocol, username, password, hostname } = new URL(text)
  return protocols.includes(protocol) && /^https?:\/\/[^/]/i.test(text) && !username && !password && hostname !== ''
}
