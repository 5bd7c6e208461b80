import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type RunningApp, startApp } from './app'
import {
  accountsFile,
  type BrokenCloud,
  bare,
  blackHole,
  certificates,
  nameless,
  nobody,
  overTls,
  REGION,
  simulated,
} from './broken-clouds'
import { alertOn, expect, test } from './test'

const TITLES = {
  throttled: 'The cloud is turning calls away',
  'not-permitted': 'The key may not read tasks',
  'bad-credentials': 'The cloud does not accept the credentials',
  'clock-skew': 'The server’s clock is wrong',
  'bad-request': 'The cloud refuses this question',
  'instance-not-found': 'No such instance in the regions asked',
  'upstream-fault': 'The cloud answered with an error of its own',
  network: 'The cloud cannot be reached from the server',
  timeout: 'The cloud did not answer in time',
  'unreadable-reply': 'The cloud’s answer could not be read',
}

interface Row {
  name: string
  cloud: (host: string) => Promise<BrokenCloud>
  /** Null where the rows come all the same. */
  kind: keyof typeof TITLES | null
  /** How often the cloud is asked before the failure is told; the third of those that wait may find no time left. */
  attempts: number | 'two or three' | 'uncounted'
  code?: string
}

const PAGE = '<html><body>maintenance</body></html>'
const METADATA = 'http://169.254.169.254/latest/meta-data/'
const DEEP = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
const TWICE = '{"Response":{"TotalCount":9,"TotalCount":0,"Items":[{}],"Items":[],"RequestId":"r-twice"}}'
const tls = certificates('127.0.0.99')

type Fault = Parameters<typeof simulated>[1]
const row = (name: string, fault: Fault, kind: Row['kind'], attempts: Row['attempts'], code?: string): Row => ({
  name,
  cloud: (host) => simulated(host, fault),
  kind,
  attempts,
  code,
})
const page = (status: number, kind: Row['kind'], attempts: number, more: object = {}): Row =>
  row(`http-${status}`, { kind: 'http', status, body: PAGE, ...more }, kind, attempts)
const body = (name: string, text: string, kind: Row['kind'] = 'unreadable-reply'): Row =>
  row(name, { kind: 'http', status: 200, body: text }, kind, 1)
const code = (name: string, kind: Row['kind'], attempts = 1): Row =>
  row(name, { kind: 'error', code: name, message: 'words of the cloud' }, kind, attempts, name)
const own = (name: string, cloud: Row['cloud'], kind: Row['kind'], attempts: Row['attempts']): Row => ({
  name,
  cloud,
  kind,
  attempts,
})

/** In the log: the page speaks of the way there. */
const REASONS: Record<string, RegExp> = {
  'connect-refused': /^ECONNREFUSED$/,
  'no-such-name': /^(ENOTFOUND|EAI_AGAIN)$/,
  'tls-expired': /^CERT_HAS_EXPIRED$/,
  'tls-self-signed': /SELF_SIGNED/,
  'tls-of-another-name': /^ERR_TLS_CERT_ALTNAME_INVALID$/,
  'reset-when-connected': /^ECONNRESET$/,
}

const ROWS: Row[] = [
  own('connect-refused', nobody, 'network', 'uncounted'),
  own('connect-black-hole', blackHole, 'timeout', 'uncounted'),
  own('no-such-name', nameless, 'network', 'uncounted'),
  own('tls-expired', (host) => overTls(host, tls.expired), 'network', 3),
  own('tls-self-signed', (host) => overTls(host, tls.selfSigned), 'network', 3),
  own('tls-of-another-name', (host) => overTls(host, tls.valid), 'network', 3),
  own('reset-when-connected', (host) => bare(host, (socket) => socket.resetAndDestroy()), 'network', 3),
  own('closed-when-connected', (host) => bare(host, (socket) => socket.end()), 'network', 3),
  own('no-http', (host) => bare(host, (socket) => socket.end('SSH-2.0-OpenSSH_9.9\r\n')), 'unreadable-reply', 1),
  own('says-nothing', (host) => bare(host, () => {}), 'timeout', 'two or three'),
  row('reset', { kind: 'reset' }, 'network', 3),
  row('reset-body', { kind: 'reset-body' }, 'network', 3),
  row('truncated', { kind: 'truncate' }, 'timeout', 'two or three'),
  row('truncated-chunked', { kind: 'truncate-chunked' }, 'network', 3),
  row('short-length', { kind: 'short-length' }, 'unreadable-reply', 1),
  row('stall', { kind: 'stall' }, 'timeout', 'two or three'),
  row('stall-body', { kind: 'stall-body' }, 'timeout', 'two or three'),
  row('drip', { kind: 'drip', bytesPerSecond: 10 }, 'timeout', 'two or three'),
  row('narrow', { kind: 'drip', bytesPerSecond: 100_000 }, null, 1),
  row('slicer', { kind: 'slicer' }, null, 1),
  row('slow-close', { kind: 'slow-close', ms: 500 }, null, 1),
  row('gzip-bomb', { kind: 'gzip-bomb', mebibytes: 1_024 }, 'unreadable-reply', 1),
  row('200-mebibytes', { kind: 'huge', bytes: 200 * 1_024 * 1_024 }, 'unreadable-reply', 1),
  row('7-mebibytes', { kind: 'huge', bytes: 7 * 1_024 * 1_024 }, null, 1),
  row('redirect-301', { kind: 'http', status: 301, location: METADATA }, 'unreadable-reply', 1),
  row('redirect-302', { kind: 'http', status: 302, location: METADATA }, 'unreadable-reply', 1),
  row('redirect-307', { kind: 'http', status: 307, location: METADATA }, 'unreadable-reply', 1),
  page(200, 'unreadable-reply', 1),
  page(400, 'unreadable-reply', 1),
  page(403, 'unreadable-reply', 1),
  page(404, 'unreadable-reply', 1),
  page(429, 'throttled', 3),
  page(500, 'upstream-fault', 3),
  page(502, 'upstream-fault', 3),
  page(503, 'upstream-fault', 1, { retryAfter: 30 }),
  page(504, 'upstream-fault', 3),
  body('null', 'null'),
  body('array', '[]'),
  body('text', '"x"'),
  body('nothing', ''),
  body('deep', DEEP),
  body('deep-items', `{"Response":{"TotalCount":1,"Items":[${DEEP}],"RequestId":"r-deep"}}`, null),
  body('no-code', '{"Response":{"Error":{"Message":"?"},"RequestId":"r-no"}}'),
  body('error-is-text', '{"Response":{"Error":"down","RequestId":"r-no"}}'),
  body('duplicate-keys', TWICE, null),
  row('no-response', { kind: 'no-response' }, 'unreadable-reply', 1),
  row('invalid-utf8', { kind: 'invalid-utf8' }, null, 1),
  row('busy-twice', { kind: 'error', code: 'RequestLimitExceeded', times: 2 }, null, 3),
  row('clock-4-minutes-behind', { kind: 'skew', seconds: 240 }, null, 1),
  row('clock-4-minutes-ahead', { kind: 'skew', seconds: -240 }, null, 1),
  row('clock-6-minutes-behind', { kind: 'skew', seconds: 360 }, null, 2),
  row('clock-6-minutes-ahead', { kind: 'skew', seconds: -360 }, null, 2),
  code('RequestLimitExceeded', 'throttled', 3),
  code('RequestLimitExceeded.UinLimitExceeded', 'throttled', 3),
  code('AuthFailure.SignatureExpire', 'clock-skew'),
  code('AuthFailure.SignatureFailure', 'bad-credentials'),
  code('AuthFailure.SecretIdNotFound', 'bad-credentials'),
  code('AuthFailure.TokenFailure', 'bad-credentials'),
  code('AuthFailure.UnauthorizedOperation', 'not-permitted'),
  code('UnauthorizedOperation', 'not-permitted'),
  code('OperationDenied.UserHasNoStrategy', 'not-permitted'),
  code('OperationDenied', 'bad-request'),
  code('InvalidParameter', 'bad-request'),
  code('InvalidParameterValue.DataConvertError', 'bad-request'),
  code('InvalidParameter.InstanceNotFound', 'instance-not-found'),
  code('MissingParameter', 'bad-request'),
  code('UnsupportedRegion', 'bad-request'),
  code('InternalError', 'upstream-fault', 3),
  code('InternalError.DatabaseAccessError', 'upstream-fault', 3),
  code('InternalError.DesError', 'upstream-fault', 3),
  code('CdbError', 'upstream-fault', 3),
  code('SomethingNobodyHasDocumented', 'upstream-fault', 3),
]

interface Seen {
  kind: string | null
  code?: string
  attempts: number | null
  lines: Record<string, unknown>[]
  tookMs: number
}

/** A range that has ended is one call. */
const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString().replace(/\.\d+/, '')
const QUESTION = `from=${ago(48)}&to=${ago(1)}`
const tokenFile = join(mkdtempSync(join(tmpdir(), 'cdb-tasks-token-')), 'token')
let app: RunningApp
let session: BrokenCloud
const clouds: BrokenCloud[] = []
const seen = new Map<string, Seen>()
/** What the list over all accounts says of each that could not be read. */
let reasons: string[] = []

test.beforeAll(async ({ browser }) => {
  test.setTimeout(90_000)
  for (const [index, { cloud }] of ROWS.entries()) clouds.push(await cloud(`127.0.1.${index + 1}`))
  writeFileSync(tokenFile, 'first-session')
  session = await simulated('127.0.2.1', undefined, { sessionToken: 'second-session' })
  const accounts = ROWS.map(({ name }, index) => ({ name, url: clouds[index]?.url ?? '' }))
  const config = accountsFile([...accounts, { name: 'session', url: session.url, tokenFile }])
  app = await startApp({
    CDB_TASKS_CONFIG: config,
    CDB_TASKS_REGIONS: undefined,
    NODE_EXTRA_CA_CERTS: tls.authority,
  })
  await Promise.all(
    ROWS.map(async ({ name }, index) => {
      const asked = await ask(name)
      const attempts = (await clouds[index]?.attempts()) ?? null
      seen.set(name, { ...asked, attempts, lines: linesOf(name) })
    }),
  )
  const all = await browser.newPage({ baseURL: app.url })
  await all.goto(`/tasks?${QUESTION}`)
  const failing = ROWS.filter(({ kind }) => kind !== null).length + 1
  const notice = all.getByText(`${failing} regions could not be read`, { exact: true })
  await expect(notice).toBeVisible({ timeout: 20_000 })
  reasons = await all.locator('details', { has: notice }).locator('li').allTextContents()
  await all.close()
})

test.afterAll(async () => {
  await app?.stop()
  await Promise.all([...clouds, session].map((cloud) => cloud?.close()))
})

/** Asks until all has been read, or could not be. */
async function ask(account: string): Promise<{ kind: string | null; code?: string; tookMs: number }> {
  const began = performance.now()
  for (;;) {
    const asked = performance.now()
    const response = await fetch(`${app.url}/api/tasks?${QUESTION}&account=${account}`)
    const answer = await response.json()
    const tookMs = performance.now() - asked
    const problem = response.ok ? answer.coverage.scopes[0].problem : answer
    const isRead = response.ok && answer.coverage.scopes[0].state === 'complete'
    if (problem) return { kind: problem.type.split(':').at(-1), code: problem.code, tookMs }
    if (isRead) return { kind: null, tookMs }
    if (performance.now() - began > 30_000) throw new Error(`${account}: ${JSON.stringify(answer.coverage)}`)
    await wait(200)
  }
}

function linesOf(account: string): Record<string, unknown>[] {
  return app
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line): Record<string, unknown> => JSON.parse(line))
    .filter((line) => line.account === account)
}

test('every fault: its kind, its attempts, one line in the log, its words on the page', () => {
  for (const { name, kind, attempts, code } of ROWS) {
    const { lines, tookMs, ...was } = seen.get(name) ?? { lines: [], tookMs: 0, attempts: null, kind: 'unasked' }
    expect.soft(was.kind, name).toBe(kind)
    if (attempts === 'two or three') expect.soft([2, 3], name).toContain(was.attempts)
    else if (attempts !== 'uncounted') expect.soft(was.attempts, name).toBe(attempts)
    expect.soft(tookMs, name).toBeLessThan(10_000)
    const reason = reasons.find((text) => text.startsWith(`${name} `)) ?? ''
    expect.soft(lines, name).toHaveLength(kind ? 1 : 0)
    if (kind === null) expect.soft(reason, name).toBe('')
    else {
      const host = expect.stringContaining('.')
      expect.soft(lines[0], name).toMatchObject({ level: 40, kind, account: name, region: REGION, host })
      if (typeof attempts === 'number') expect.soft(lines[0]?.attempts, name).toBe(attempts)
      if (REASONS[name]) expect.soft(lines[0]?.reason, name).toMatch(REASONS[name])
      const status = /^http-([45]\d\d)$/.exec(name)?.[1]
      if (status) expect.soft(lines[0]?.status, name).toBe(Number(status))
      expect.soft(lines[0]?.code, name).toBe(code)
      expect.soft(reason, name).toContain(TITLES[kind])
      expect.soft(reason, name).toContain(code ?? '')
    }
  }
})

const firstOfItsKind = ROWS.filter(({ kind }, index) => kind && ROWS.findIndex((each) => each.kind === kind) === index)

for (const { name, kind, code } of firstOfItsKind) {
  test(`${kind}: the page of ${name} alone says so`, async ({ page }) => {
    await page.goto(`${app.url}/tasks?${QUESTION}&account=${name}`)
    await expect(alertOn(page)).toContainText(TITLES[kind ?? 'network'])
    if (code) await expect(alertOn(page)).toContainText(code)
  })
}

test('a session that expires while a call is on the way is renewed, and the call is sent once more', async () => {
  // The list over all accounts has asked with the first, which rests since.
  writeFileSync(tokenFile, 'another-session')
  await session.control?.forgetCalls()
  const before = linesOf('session').length
  await session.control?.fault({ kind: 'latency', ms: 700, times: 1 })
  const asked = ask('session')
  await expect.poll(() => session.attempts()).toBe(1)
  writeFileSync(tokenFile, 'second-session')
  expect(await asked).toMatchObject({ kind: null })
  expect(await session.attempts()).toBe(2)
  expect(linesOf('session')).toHaveLength(before)
})

test('a cloud that comes and goes each second is read in the end, at few attempts', async () => {
  const flapping = clouds[ROWS.findIndex(({ name }) => name === 'slicer')]
  const control = flapping?.control
  if (!flapping || !control) throw new Error('the slicer is a simulator')
  await control.endFaults()
  await control.forgetCalls()
  for (let second = 0; second < 6; second++) {
    await (second % 2 === 0 ? control.fault({ kind: 'reset' }) : control.endFaults())
    const until = performance.now() + 1_000
    for (let minutes = 0; performance.now() < until; minutes++) {
      const response = await fetch(`${app.url}/api/tasks?account=slicer&from=-${100 * (second + 1) + minutes}m`)
      expect([200, 502]).toContain(response.status)
      await wait(100)
    }
  }
  await expect
    .poll(async () => (await fetch(`${app.url}/api/tasks?account=slicer&from=-2d`)).status, { timeout: 10_000 })
    .toBe(200)
})

test('through all of it the process lives, others are served, and nothing was left unhandled', async () => {
  expect(await ask('narrow')).toMatchObject({ kind: null })
  const ready = await fetch(`${app.url}/readyz`)
  expect(ready.status).toBe(200)
  const state = await ready.json()
  expect(state).toMatchObject({ status: 'ready', cloud: { state: 'reached', of: ROWS.length + 1 } })
  expect(state.cloud.failing).toBeGreaterThan(20)
  expect(Math.abs(Math.abs(state.clock.behindSeconds) - 360)).toBeLessThan(5)
  for (const name of ['narrow', REGION]) expect(JSON.stringify(state)).not.toContain(name)
  expect(app.output()).not.toMatch(/unhandledRejection|uncaughtException|Unhandled|⨯/)
  expect(app.output().match(/the clock of this machine is wrong/g)).toHaveLength(2)
  expect(app.output()).not.toContain('words of the cloud')
})
