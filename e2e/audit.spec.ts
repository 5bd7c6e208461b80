import { type AccessApp, EVERYTHING, SESSION_KEY, startAccessApp, tokenEntry } from './access-app'
import { Cloud } from './cloud'
import { ask } from './raw'
import { expect, test } from './test'
import { NEW_YEAR, wireTask } from './wire-tasks'

const TOKEN = 'canary-access-token'
const RANGE = 'from=2023-12-31T16:00:00Z&to=2024-01-02T16:00:00Z'
const INSTANCE = 'cdb-c1nl9rpv'
const FORM = 'application/x-www-form-urlencoded'
const TOKENS = [tokenEntry('ann', TOKEN, ['dba', 'on-call']), tokenEntry('erin', 'canary-token-of-erin')]
const RULES = [{ groups: ['dba'], ...EVERYTHING }]
const AS_ANN = { Authorization: `Bearer ${TOKEN}` }

function start(part: Record<string, unknown> = {}, env: Record<string, string | undefined> = {}): Promise<AccessApp> {
  return startAccessApp({ mode: 'token', access: { rules: RULES, tokens: TOKENS, ...part }, env })
}

async function serve(cloud: Cloud) {
  for (const region of ['ap-guangzhou', 'ap-shanghai', 'ap-beijing']) {
    const items = [1, 2, 3].map((id) =>
      wireTask(id, { startsAt: NEW_YEAR + id * 60_000, seconds: 60 }, { InstanceIds: [INSTANCE] }),
    )
    await cloud.serve(region, items)
  }
}

test('one line for each read, refusal, sign-in and sign-out, and no secret in any', async () => {
  const app = await start({ trustedProxies: ['127.0.0.1'] })
  const cloud = new Cloud(app.cloudUrl)
  const from = '198.51.100.7'
  const behind = { 'X-Forwarded-For': `203.0.113.9, ${from}` }
  /** The only line that the request leaves. */
  const lineOf = async (path: string, headers = {}, form?: Record<string, string>) => {
    const before = app.audited().length
    const body = form && new URLSearchParams(form).toString()
    const length = body === undefined ? {} : { 'Content-Type': FORM, 'Content-Length': Buffer.byteLength(body) }
    const answer = await ask(app.url, path, {
      method: form ? 'POST' : 'GET',
      headers: { ...behind, ...length, ...headers },
      body,
    })
    await expect.poll(() => app.audited().length).toBe(before + 1)
    return { answer, line: app.audited().at(-1) ?? {} }
  }
  try {
    await serve(cloud)
    const who = { user: 'ann', groups: ['dba', 'on-call'], mode: 'token', from, stream: 'audit', outcome: 'ok' }
    const start = 'start=2023-12-31T16:01:00Z'
    const reads = [
      { what: 'list', path: `/api/tasks?region=ap-guangzhou&${RANGE}`, rows: 6, asked: 'region=ap-guangzhou' },
      { what: 'list', path: `/tasks?account=bank&${RANGE}`, rows: 6, asked: 'account=bank' },
      { what: 'export', path: `/api/tasks/export?format=csv&region=ap-beijing&${RANGE}`, rows: 3, asked: 'ap-beijing' },
      { what: 'task', path: `/api/tasks/shop/ap-guangzhou/1?${start}`, rows: 1, asked: 'shop/ap-guangzhou/1' },
      {
        what: 'latest',
        path: `/tasks/latest?account=shop&region=ap-shanghai&${RANGE}`,
        rows: 1,
        asked: 'ap-shanghai',
      },
      {
        what: 'details',
        path: `/api/tasks/shop/ap-guangzhou/1/details?${start}`,
        rows: expect.any(Number),
        asked: '/1@',
      },
      { what: 'instances', path: `/api/instances?keys=shop/ap-guangzhou/${INSTANCE}`, rows: 1, asked: INSTANCE },
      { what: 'events', path: `/api/instances/${INSTANCE}/events?${RANGE}`, rows: expect.any(Number), asked: INSTANCE },
    ]
    for (const { what, path, rows, asked } of reads) {
      await cloud.forgetCalls()
      const { line } = await lineOf(path, AS_ANN)
      expect(line).toMatchObject({ ...who, what, rows })
      expect(line.asked).toContain(asked)
      expect(Date.parse(String(line.time))).toBeGreaterThan(0)
      // Safe: the log has a list there.
      const requestIds = line.requestIds as string[]
      expect([what, requestIds.length > 0]).toEqual([what, true])
      for (const id of requestIds) expect(id).toMatch(/^[\w-]{8,}$/)
    }
    const { answer, line } = await lineOf(`/api/tasks?account=shop&region=ap-shanghai&${RANGE}`, AS_ANN)
    const { coverage } = JSON.parse(answer.body)
    expect(line.requestIds).toEqual(coverage.scopes.map(({ requestId }: { requestId: string }) => requestId))

    for (const [path, headers, expected] of [
      ['/api/tasks', {}, { user: null, what: 'verify', outcome: 'signed-out' }],
      ['/api/guidance', { Authorization: 'Bearer wrong' }, { user: null, what: 'verify', outcome: 'signed-out' }],
      ['/api/tasks', { Authorization: 'Bearer canary-token-of-erin' }, { what: 'verify', outcome: 'no-permission' }],
      ['/api/tasks?region=ap-nanjing', AS_ANN, { user: 'ann', what: 'list', outcome: 'bad-parameter', rows: 0 }],
      [`/api/tasks/shop/ap-guangzhou/9?${start}`, AS_ANN, { user: 'ann', what: 'task', outcome: 'task-not-found' }],
    ] as const) {
      const { line } = await lineOf(path, headers)
      expect(line).toMatchObject({ ...expected, from, mode: 'token' })
      if (line.what === 'verify') expect(line.asked).toBe(path)
    }

    const wrong = await lineOf('/auth/token', {}, { token: 'wrong', to: '/tasks' })
    expect(wrong.line).toMatchObject({ user: null, what: 'sign-in', outcome: 'signed-out', from })
    const signIn = await lineOf('/auth/token', {}, { token: TOKEN, to: '/tasks' })
    expect(signIn.line).toMatchObject({ user: 'ann', groups: ['dba', 'on-call'], what: 'sign-in', outcome: 'ok', from })
    const cookie = String(signIn.answer.headers['set-cookie']).split(';')[0] ?? ''
    const out = await lineOf('/auth/sign-out', { Cookie: cookie }, {})
    expect(out.line).toMatchObject({ user: 'ann', what: 'sign-out', outcome: 'ok', from })

    const sealed = cookie.split('=')[1] ?? ''
    expect(sealed.length).toBeGreaterThan(100)
    for (const secret of [TOKEN, 'canary-token-of-erin', SESSION_KEY, sealed, 'Bearer', 'simulator-secret-key']) {
      expect([secret, app.auditText().includes(secret)]).toEqual([secret, false])
    }
    expect(app.output()).not.toContain('"stream":"audit"')
  } finally {
    await app.stop()
  }
})

test('without a proxy that is trusted, an address is the connection’s own, and lines go to standard output', async () => {
  const app = await start({}, { CDB_TASKS_AUDIT_LOG: undefined })
  const lines = () =>
    app
      .output()
      .split('\n')
      .filter((line) => line.includes('"stream":"audit"'))
      .map((line) => JSON.parse(line))
  try {
    await serve(new Cloud(app.cloudUrl))
    const headers = { ...AS_ANN, 'X-Forwarded-For': '203.0.113.9', 'X-Cdb-Tasks-Peer': '203.0.113.9' }
    await ask(app.url, `/api/tasks?${RANGE}`, { headers })
    await ask(app.url, '/api/tasks', { headers: { 'X-Forwarded-For': '203.0.113.9' } })
    await expect.poll(() => lines().length).toBe(2)
    expect(lines()).toMatchObject([
      { user: 'ann', from: '127.0.0.1', what: 'list', outcome: 'ok', rows: 12 },
      { user: null, from: '127.0.0.1', what: 'verify', outcome: 'signed-out' },
    ])
  } finally {
    await app.stop()
  }
})

test('what a reader writes cannot make up a line of the log', async () => {
  const app = await start()
  try {
    const made = encodeURIComponent('x"}\n{"stream":"audit","user":"boss","what":"list"}')
    const before = app.audited().length
    await ask(app.url, `/api/tasks?q=${made}`, { headers: AS_ANN })
    await ask(app.url, `/api/tasks?region=${made}`, { headers: AS_ANN })
    await expect.poll(() => app.audited().length).toBeGreaterThan(before)
    expect(app.audited().filter(({ user }) => user === 'boss')).toEqual([])
  } finally {
    await app.stop()
  }
})
