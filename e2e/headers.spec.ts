import { readdirSync } from 'node:fs'
import { startApp } from './app'
import { type Answer, ask } from './raw'
import { expect, test, testOf } from './test'

/** On everything. */
const ALWAYS = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), browsing-topics=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-robots-tag': 'noindex',
}
const NEVER = ['server', 'x-powered-by']
const NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
const PAGE = [
  "default-src 'none'",
  "script-src 'nonce-…' 'strict-dynamic'",
  "style-src 'self' 'nonce-…'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ')

const TASK = 'default/ap-guangzhou/15970'
const START = 'start=2017-06-27T08:46:52Z'
const HTML = { accept: 'text/html' }
const CHUNK = readdirSync('.next/static/chunks').find((name) => name.endsWith('.js'))

interface Row {
  is: string
  path: string
  status: number
  type?: string
  policy?: string
  kept?: string
  headers?: Record<string, string>
  method?: string
}

const page = { type: 'text/html; charset=utf-8', policy: PAGE }
const problem = { type: 'application/problem+json; charset=utf-8' }
const json = { type: 'application/json; charset=utf-8' }

const ROWS: Row[] = [
  { is: 'a page', path: '/tasks?region=ap-guangzhou', status: 200, ...page },
  { is: 'a page of one task', path: `/tasks/${TASK}?${START}`, status: 200, ...page },
  { is: 'a page that is not there', path: '/nowhere', status: 404, ...page },
  { is: 'a redirect of ours', path: '/', status: 307, ...page },
  { is: 'a redirect of the framework', path: '/tasks/', status: 308 },
  { is: 'JSON', path: '/api/tasks?region=ap-guangzhou', status: 200, ...json },
  { is: 'JSON of one task', path: `/api/tasks/${TASK}?${START}`, status: 200, ...json },
  {
    is: 'lines',
    path: `/api/tasks/${TASK}/details?${START}&format=ndjson`,
    status: 200,
    type: 'application/x-ndjson; charset=utf-8',
    kept: 'private, no-store, no-transform',
  },
  {
    is: 'a download',
    path: '/api/tasks/export?region=ap-guangzhou&format=csv',
    status: 200,
    type: 'text/csv; charset=utf-8; header=present',
  },
  { is: 'the description of the API', path: '/api/openapi.json', status: 200, ...json },
  { is: 'a problem', path: '/api/tasks?nope=1', status: 400, ...problem },
  { is: 'a route that is not there', path: '/api/nowhere', status: 404, ...problem },
  { is: 'health', path: '/healthz', status: 200, ...json },
  { is: 'readiness', path: '/readyz', status: 200, ...json },
  {
    is: 'a script',
    path: `/_next/static/chunks/${CHUNK}`,
    status: 200,
    type: 'application/javascript; charset=UTF-8',
    kept: 'public, max-age=31536000, immutable',
  },
  { is: 'a script that is not there', path: '/_next/static/none.js', status: 404 },
  { is: 'the icon', path: '/icon.svg', status: 200, type: 'image/svg+xml', kept: 'public, max-age=0, must-revalidate' },
  { is: 'what crawlers read', path: '/robots.txt', status: 200, kept: 'public, max-age=0' },
  { is: 'a refused method', path: '/tasks', method: 'DELETE', status: 405, ...problem },
  { is: 'a refused address', path: '/%zz', status: 400, ...problem },
  { is: 'a refused address, for a person', path: '/%zz', headers: HTML, status: 400, type: page.type },
  { is: 'a refused site', path: '/api/tasks', headers: { 'sec-fetch-site': 'cross-site' }, status: 403, ...problem },
  { is: 'a refused form', path: '/auth/token', method: 'POST', status: 415, ...problem },
]

function expectHeaders({ headers, status }: Answer, row: Row) {
  const policy = String(headers['content-security-policy']).replaceAll(/nonce-[\w=+/]{20,}/g, 'nonce-…')
  const cache = String(headers['cache-control'])
  expect.soft(status, row.is).toBe(row.status)
  expect.soft(headers, row.is).toMatchObject(ALWAYS)
  expect
    .soft(
      Object.keys(headers).filter((name) => NEVER.includes(name)),
      row.is,
    )
    .toEqual([])
  expect.soft(policy, row.is).toBe(row.policy ?? NOTHING)
  if (row.type) expect.soft(headers['content-type'], row.is).toBe(row.type)
  if (row.kept) expect.soft(cache, row.is).toBe(row.kept)
  else expect.soft(cache, row.is).toMatch(/^private, (no-cache, )?no-store/)
  if (!cache.startsWith('public')) expect.soft(String(headers.vary), row.is).toMatch(/Cookie, Authorization$/)
}

test('every kind of response has the headers that it should have', async ({ app }) => {
  for (const row of ROWS) {
    for (const method of row.method ? [row.method] : ['GET', 'HEAD']) {
      const answer = await ask(app.url, row.path, { method, headers: row.headers })
      expectHeaders(answer, row)
      expect.soft(answer.headers, row.is).not.toHaveProperty('strict-transport-security')
    }
  }
})

test('a nonce is used once', async ({ app }) => {
  const nonces = await Promise.all(
    Array.from({ length: 20 }, async () => {
      const { headers, body } = await ask(app.url, '/compare')
      const [, nonce = ''] = /'nonce-([^']+)'/.exec(String(headers['content-security-policy'])) ?? []
      expect(body).toContain(`nonce="${nonce}"`)
      return nonce
    }),
  )
  expect(new Set(nonces).size).toBe(20)
})

const brokenTest = testOf(() =>
  startApp({
    NODE_OPTIONS: `--import ${new URL('./broken-routes.mjs', import.meta.url).href}`,
    CDB_TASKS_PUBLIC_URL: 'https://tasks.example',
  }),
)

brokenTest('a fault of the server has them too, and over TLS the promise to stay there', async ({ app }) => {
  const tls = { 'strict-transport-security': 'max-age=31536000' }
  const faults: Row[] = [
    { is: 'a page that fails', path: '/compare', status: 500, policy: NOTHING },
    { is: 'a route that fails', path: '/api/guidance', status: 500, policy: NOTHING },
  ]
  for (const row of faults) {
    const answer = await ask(app.url, row.path)
    expectHeaders(answer, row)
    expect.soft(answer.body).not.toContain('Broken by a test')
  }
  for (const path of ['/compare', '/tasks', '/healthz', '/icon.svg', '/_next/static/none.js', '/%zz']) {
    expect.soft((await ask(app.url, path)).headers, path).toMatchObject(tls)
  }
})
