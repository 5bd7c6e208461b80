import 'server-only'
import { createHash, randomUUID } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import { z } from 'zod'
import type { SessionSettings } from '@/lib/config/access/model'
import { processWide } from '@/lib/process-wide'
import { replicas } from '@/lib/replicas/replicas'
import { cookieOf, setCookie } from './cookies'
import { seal, unseal } from './sealed'

export const SESSION_COOKIE = '__Host-cdb-tasks'
const DAY_MS = 86_400_000
/** How often the cookie is renewed while its reader is there. */
const RENEWED_AFTER_MS = 5 * 60_000
/** A cookie holds 4 KiB, sealed; these are the most that fit with room. */
const MOST_GROUP_CHARACTERS = 1_800

const sessionSchema = z.object({
  id: z.string(),
  mode: z.enum(['oidc', 'token']),
  user: z.string(),
  groups: z.array(z.string()),
  /** The hash of the token that it was had for. */
  token: z.string().optional(),
  /** Epoch milliseconds. */
  startedAt: z.number(),
  seenAt: z.number(),
})

/** What a reader has proved once, carried by the browser. */
export type Session = z.infer<typeof sessionSchema>

export function beginSession(facts: Pick<Session, 'mode' | 'user' | 'groups' | 'token'>, named: string[]): Session {
  const now = Date.now()
  const groups = fits(facts.groups) ? facts.groups : facts.groups.filter((group) => named.includes(group))
  return { ...facts, groups, id: randomUUID(), startedAt: now, seenAt: now }
}

function fits(groups: string[]): boolean {
  return JSON.stringify(groups).length <= MOST_GROUP_CHARACTERS
}

/** The `Set-Cookie` of a session. */
export async function sessionCookie(session: Session, { keys, longestMs, idleMs }: SessionSettings): Promise<string> {
  const leftMs = session.startedAt + longestMs - Date.now()
  const lifeMs = Math.min(idleMs, leftMs)
  // It outlives what is in it: so that a session that has ended is told from none.
  return setCookie(SESSION_COOKIE, await seal('session', session, lifeMs, keys), lifeMs + DAY_MS)
}

/** The session of a request; null where there is none, `expired` where there was. */
export async function openSession(
  headers: Headers,
  { keys, longestMs, idleMs }: SessionSettings,
): Promise<Session | 'expired' | null> {
  const text = cookieOf(headers, SESSION_COOKIE)
  if (text === null) return null
  const opened = await unseal('session', text, keys)
  if (opened === null || opened === 'expired') return opened
  const { data: session } = sessionSchema.safeParse(opened)
  if (!session) return null
  const now = Date.now()
  // The settings may have become stricter since it was sealed.
  if (now - session.startedAt > longestMs || now - session.seenAt > idleMs) return 'expired'
  return (await isEnded(session)) ? 'expired' : session
}

/** The session as seen now, where that is worth a new cookie. */
export function renewed(session: Session): Session | null {
  const now = Date.now()
  return now - session.seenAt > RENEWED_AFTER_MS ? { ...session, seenAt: now } : null
}

const MOST_ENDED = 20_000

/** Who has signed out: a copy of the cookie is worth nothing any more. Known to the other replicas where they meet. */
export async function endSession({ id, startedAt }: Session, { longestMs }: SessionSettings): Promise<void> {
  const ttl = Math.max(1_000, startedAt + longestMs - Date.now())
  ended().set(id, true, { ttl })
  await replicas().set(endedKey(id), '1', ttl)
}

async function isEnded({ id }: Session): Promise<boolean> {
  return ended().has(id) || (await replicas().get(endedKey(id))) !== null
}

function ended() {
  return processWide('ended-sessions', () => new LRUCache<string, true>({ max: MOST_ENDED }))
}

function endedKey(id: string): string {
  return `cdb-tasks:ended-session:${createHash('sha256').update(id).digest('base64url')}`
}
