import 'server-only'
import type { Session } from './session'

/** Who asks, as one of the ways to know a reader has found. */
export interface Identity {
  user: string
  groups: string[]
  /** What keeps the reader signed in; null where each request speaks for itself. */
  session: Session | null
}

/** A request as its sender is known by. */
export interface Caller {
  headers: Headers
  /** Where it comes from, as far as that can be known. */
  address: string
}
