import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { beginSession, endSession, openSession, renewed, SESSION_COOKIE, sessionCookie } from './session'

const HOUR = 3_600_000
const settings = { keys: () => 'k'.repeat(40), longestMs: 8 * HOUR, idleMs: HOUR }
const ann = { mode: 'oidc', user: 'ann', groups: ['a'] } as const
const begin = () => beginSession({ ...ann, groups: [...ann.groups] }, [])

beforeEach(() => vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-03-01T00:00:00Z') }))
afterEach(() => vi.useRealTimers())

async function headersOf(session: ReturnType<typeof begin>): Promise<Headers> {
  const [pair = ''] = (await sessionCookie(session, settings)).split(';')
  return new Headers({ cookie: `preferences=x; ${pair}; other=y` })
}

test('a session is carried by the browser, out of reach of scripts and never in the clear', async () => {
  const cookie = await sessionCookie(begin(), settings)
  expect(cookie).toMatch(/^__Host-cdb-tasks=[\w.-]+; Path=\/; Max-Age=90000; HttpOnly; Secure; SameSite=Lax$/)
  expect(await openSession(await headersOf(begin()), settings)).toMatchObject(ann)
})

test('it ends an hour after it was last seen, and eight hours after it began, however often it is renewed', async () => {
  let session = begin()
  const headers = await headersOf(session)
  vi.advanceTimersByTime(HOUR + 1_000)
  expect(await openSession(headers, settings)).toBe('expired')
  session = begin()
  for (let half = 0; half < 15; half++) {
    vi.advanceTimersByTime(HOUR / 2)
    session = renewed(session) ?? session
    expect(await openSession(await headersOf(session), settings), `after ${half + 1} halves`).toMatchObject(ann)
  }
  vi.advanceTimersByTime(HOUR / 2 + 1_000)
  expect(await openSession(await headersOf(session), settings)).toBe('expired')
})

test('settings that became stricter hold for the sessions there are', async () => {
  const headers = await headersOf(begin())
  vi.advanceTimersByTime(HOUR / 2)
  expect(await openSession(headers, { ...settings, idleMs: HOUR / 4 })).toBe('expired')
  expect(await openSession(headers, { ...settings, longestMs: HOUR / 4 })).toBe('expired')
})

test('it is renewed every few minutes, not with every request', () => {
  const session = begin()
  vi.advanceTimersByTime(4 * 60_000)
  expect(renewed(session)).toBeNull()
  vi.advanceTimersByTime(2 * 60_000)
  expect(renewed(session)).toMatchObject({ id: session.id, startedAt: session.startedAt, seenAt: Date.now() })
})

test('once its reader has signed out, a copy is worth nothing', async () => {
  const session = begin()
  const headers = await headersOf(session)
  await endSession(session, settings)
  expect(await openSession(headers, settings)).toBe('expired')
  expect(await openSession(await headersOf(begin()), settings)).toMatchObject(ann)
})

test('a cookie that is sent twice is nobody’s', async () => {
  const cookie = (await headersOf(begin())).get('cookie')
  expect(await openSession(new Headers({ cookie: `${cookie}; ${SESSION_COOKIE}=other` }), settings)).toBeNull()
})

test('more groups than a cookie holds are those that the rules name', async () => {
  const groups = Array.from({ length: 500 }, (_, index) => `group-${index}`)
  const session = beginSession({ mode: 'oidc', user: 'ann', groups }, ['group-7', 'group-499', 'elsewhere'])
  expect(session.groups).toEqual(['group-7', 'group-499'])
  const most = Array.from({ length: 100 }, (_, index) => `g${String(index).padStart(12, '0')}`)
  expect(
    (await sessionCookie(beginSession({ mode: 'oidc', user: 'u'.repeat(200), groups: most }, []), settings)).length,
  ).toBeLessThan(4_096)
})
