import 'server-only'
import type { NextRequest } from 'next/server'
import { config } from '@/lib/config'

/** What an address that leaves the browser begins with: as configured, else as the reader came. */
export function publicBaseOf({ headers, nextUrl }: Pick<NextRequest, 'headers' | 'nextUrl'>): string {
  return config().publicUrl ?? originOf(headers, nextUrl.origin)
}

/** The framework knows the address that it listens on; the one that the reader knows is in the headers. */
function originOf(headers: Headers, fallback: string): string {
  const protocol = headers.get('x-forwarded-proto')?.split(',', 1)[0]?.trim() === 'https' ? 'https' : 'http'
  const address = `${protocol}://${headers.get('host')}`
  return headers.has('host') && URL.canParse(address) ? new URL(address).origin : fallback
}
