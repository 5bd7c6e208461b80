import 'server-only'

/** Null where it is not sent, or sent more than once: whose it is could not be told. */
export function cookieOf(headers: Headers, name: string): string | null {
  const values = (headers.get('cookie') ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1))
  const [value] = values
  return value !== undefined && values.length === 1 ? value : null
}

/** A `Set-Cookie` of a name with the prefix `__Host-`: for this host alone, never in the clear, out of reach of scripts. */
export function setCookie(name: string, value: string, lifeMs: number): string {
  return `${name}=${value}; Path=/; Max-Age=${Math.max(0, Math.floor(lifeMs / 1_000))}; HttpOnly; Secure; SameSite=Lax`
}
