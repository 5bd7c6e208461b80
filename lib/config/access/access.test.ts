import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { ConfigError, readConfig } from '@/lib/config'
import type { Env } from '../model'

const log = vi.hoisted(() => ({ logRules: vi.fn() }))
vi.mock('@/lib/http/log', async (original) => ({ ...(await original<typeof import('@/lib/http/log')>()), ...log }))

const folder = mkdtempSync(join(tmpdir(), 'cdb-tasks-'))
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
function file(content: string): string {
  const path = join(folder, `${++files}.yaml`)
  writeFileSync(path, content)
  return path
}

const RULE = '{groups: [a], accounts: ["*"], regions: ["*"]}'
const HASH = 'ab'.repeat(32)
const access = (...parts: string[]) =>
  file(`access:\n${[`rules: [${RULE}]`, ...parts].map((part) => `  ${part}\n`).join('')}`)
const KEY = { CDB_TASKS_SESSION_KEY: 'k'.repeat(32), CDB_TASKS_PUBLIC_URL: 'https://tasks.example.com' }

function problemsOf(env: Env): string[] {
  try {
    readConfig({ NODE_ENV: 'production', ...env })
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}
const authOf = (env: Env) => readConfig({ NODE_ENV: 'production', ...env }).auth

describe('how readers are known', () => {
  test('has to be chosen in production, and in production only', () => {
    expect(problemsOf({})).toEqual([
      expect.stringMatching(/^CDB_TASKS_AUTH is not set: choose oidc, proxy-jwt, token or none/),
    ])
    expect(problemsOf({ CDB_TASKS_AUTH: 'yes' })).toEqual(['CDB_TASKS_AUTH must be oidc, proxy-jwt, token or none.'])
    expect(readConfig({}).auth).toEqual({ mode: 'none', reach: 'this-machine' })
    expect(problemsOf({ CDB_TASKS_DEMO: '1', CDB_TASKS_AUTH: 'token' })).toContainEqual(
      expect.stringMatching(/^The demo is for everybody/),
    )
  })

  test('may be not at all, on this machine, or with words that nobody writes by mistake', () => {
    const aloud = { CDB_TASKS_LET_ANYONE_ON_THE_NETWORK_READ_EVERYTHING: '1' }
    for (const HOSTNAME of ['', '127.0.0.1', '127.9.9.9', '::1', 'localhost', 'pod-7d9f']) {
      expect(authOf({ CDB_TASKS_AUTH: 'none', HOSTNAME }), HOSTNAME).toEqual({ mode: 'none', reach: 'this-machine' })
    }
    for (const HOSTNAME of ['0.0.0.0', '::', '10.0.0.1', '::ffff:127.0.0.1']) {
      expect(problemsOf({ CDB_TASKS_AUTH: 'none', HOSTNAME }), HOSTNAME).toHaveLength(1)
      expect(authOf({ CDB_TASKS_AUTH: 'none', HOSTNAME, ...aloud })).toEqual({ mode: 'none', reach: 'anyone' })
    }
  })

  test('wants all that its mode needs, and says everything that is missing at once', () => {
    expect(problemsOf({ CDB_TASKS_AUTH: 'oidc' })).toEqual([
      expect.stringMatching(/wants CDB_TASKS_CONFIG/),
      expect.stringMatching(/wants CDB_TASKS_SESSION_KEY/),
      expect.stringMatching(/wants CDB_TASKS_PUBLIC_URL/),
    ])
    expect(problemsOf({ CDB_TASKS_AUTH: 'oidc', CDB_TASKS_CONFIG: file('access: {}'), ...KEY })).toEqual([
      expect.stringMatching(/wants access\.rules/),
      expect.stringMatching(/wants access\.oidc/),
    ])
    expect(problemsOf({ CDB_TASKS_AUTH: 'token', CDB_TASKS_CONFIG: access(), ...KEY })).toEqual([
      expect.stringMatching(/wants access\.tokens/),
    ])
    expect(problemsOf({ CDB_TASKS_AUTH: 'proxy-jwt', CDB_TASKS_CONFIG: access() })).toEqual([
      expect.stringMatching(/wants access\.proxyJwt/),
    ])
  })

  test.each([
    ['http://tasks.example.com', 'k'.repeat(32)],
    ['https://tasks.example.com/path', 'k'.repeat(32)],
    ['https://tasks.example.com', 'k'.repeat(31)],
    ['https://tasks.example.com', `${'k'.repeat(32)},short`],
    ['https://tasks.example.com', `${'k'.repeat(32)},`],
  ])('keeps no session at %s with a key like %s', (CDB_TASKS_PUBLIC_URL, CDB_TASKS_SESSION_KEY) => {
    const env = { CDB_TASKS_AUTH: 'token', CDB_TASKS_CONFIG: access(`tokens: [{name: t, sha256: ${HASH}}]`) }
    const problems = problemsOf({ ...env, CDB_TASKS_PUBLIC_URL, CDB_TASKS_SESSION_KEY })
    expect(problems).toHaveLength(1)
    expect(problems.join()).not.toMatch(/kkk|short|tasks\.example/)
    expect(problemsOf({ ...env, ...KEY, CDB_TASKS_PUBLIC_URL: 'http://127.0.0.1:3000' })).toEqual([])
  })

  test('by an identity provider', () => {
    const config = access(
      'oidc: {issuer: "https://id.example.com", clientId: cdb, scopes: [groups]}',
      'session: {hours: 2}',
    )
    expect(
      authOf({ CDB_TASKS_AUTH: 'oidc', CDB_TASKS_CONFIG: config, CDB_TASKS_OIDC_CLIENT_SECRET: 's', ...KEY }),
    ).toMatchObject({
      session: { longestMs: 7_200_000, idleMs: 3_600_000 },
      provider: {
        issuer: 'https://id.example.com',
        clientId: 'cdb',
        scopes: ['openid', 'groups'],
        claims: { user: 'email', groups: 'groups' },
      },
    })
    const clear = access('oidc: {issuer: "http://id.example.com", clientId: cdb}')
    expect(problemsOf({ CDB_TASKS_AUTH: 'oidc', CDB_TASKS_CONFIG: clear, ...KEY })).toEqual([
      expect.stringMatching(/oidc\.issuer must be an https/),
    ])
  })

  test.each([
    [
      '{from: cloudflare, issuer: "https://t.cloudflareaccess.com", audience: x}',
      'cf-access-jwt-assertion',
      'https://t.cloudflareaccess.com/cdn-cgi/access/certs',
    ],
    [
      '{from: pomerium, issuer: tasks.example.com, audience: tasks.example.com}',
      'x-pomerium-jwt-assertion',
      'https://tasks.example.com/.well-known/pomerium/jwks.json',
    ],
    ['{from: oauth2-proxy, issuer: i, audience: x, jwksUrl: "https://id/keys"}', 'authorization', 'https://id/keys'],
    ['{header: X-Token, issuer: i, audience: x, jwksUrl: "http://127.0.0.1/keys"}', 'x-token', 'http://127.0.0.1/keys'],
    [
      '{from: alb, issuer: i, audience: x, region: eu-west-1, signer: "arn:1"}',
      'x-amzn-oidc-data',
      'https://public-keys.auth.elb.eu-west-1.amazonaws.com',
    ],
  ])('by the token of a proxy (%s)', (entry, header, url) => {
    const auth = authOf({ CDB_TASKS_AUTH: 'proxy-jwt', CDB_TASKS_CONFIG: access(`proxyJwt: ${entry}`) })
    expect(auth).toMatchObject({ proxy: { header, keys: { url } } })
  })

  test.each([
    ['{from: cloudflare, issuer: "https://t"}', /proxyJwt\.audience/],
    ['{from: cloudflare, audience: a, jwksUrl: "https://t"}', /proxyJwt\.issuer/],
    ['{from: oauth2-proxy, issuer: i, audience: a}', /wants jwksUrl/],
    ['{issuer: i, audience: a, jwksUrl: "https://t"}', /wants header, or from/],
    ['{from: oauth2-proxy, issuer: i, audience: a, jwksUrl: "http://t"}', /jwksUrl must be an https/],
    ['{from: alb, issuer: i, audience: a, region: eu-west-1}', /wants region and signer/],
    ['{from: pomerium, issuer: i, audience: a, signer: s}', /go with from: alb only/],
    ['{header: "X Token", issuer: i, audience: a, jwksUrl: "https://t"}', /proxyJwt\.header/],
  ])('not by a half-configured proxy (%s)', (entry, problem) => {
    const problems = problemsOf({ CDB_TASKS_AUTH: 'proxy-jwt', CDB_TASKS_CONFIG: access(`proxyJwt: ${entry}`) })
    expect(problems).toContainEqual(expect.stringMatching(problem))
  })
})

test.each([
  [
    `tokens: [{name: a, sha256: ${HASH}}, {name: b, sha256: ${HASH.toUpperCase()}}]`,
    /tokens\[1\]\.sha256.* of another token too/,
  ],
  [`tokens: [{name: a, sha256: ${HASH}}, {name: a, sha256: ${'cd'.repeat(32)}}]`, /tokens\[1\]\.name is the name of/],
  [
    'tokens: [{name: a, sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855}]',
    /tokens\[0\]\.sha256.* of the empty text/,
  ],
  ['trustedProxies: ["0.0.0.0/0"]', /trustedProxies\[0\].*not everybody/],
  ['trustedProxies: ["10.0.0.0/33"]', /trustedProxies\[0\]/],
  ['trustedProxies: [proxy]', /trustedProxies\[0\]/],
])('what would weaken it stops the start (%s)', (part, problem) => {
  const problems = problemsOf({ CDB_TASKS_AUTH: 'none', CDB_TASKS_CONFIG: access(part) })
  expect(problems).toContainEqual(expect.stringMatching(problem))
})

test('all that is wrong is told at once, whether in form or in what it says', () => {
  const content = `
accounts: [{name: prod, regions: [ap-guangzhou]}]
access:
  rules:
    - {groups: [a], accounts: [prd], regions: ["*"]}
    - {groups: [a], accounts: [prod]}
    - {groups: [a], accounts: [prod], regions: [ap-shanghai]}
  session: {hours: 99}
  trustedProxies: [proxy]
  proxyJwt: {from: oauth2-proxy, issuer: i, audience: a}
  oidc: {clientId: cdb}
`
  const problems = problemsOf({ CDB_TASKS_AUTH: 'proxy-jwt', CDB_TASKS_CONFIG: file(content) })
  const wanted = [
    /rules\[1\]\.regions: is missing/,
    /session\.hours/,
    /trustedProxies\[0\]/,
    /oidc\.issuer/,
    /rules\[0\]\.accounts names an account/,
    /rules\[2\]\.regions names a region/,
    /proxyJwt wants jwksUrl/,
  ]
  for (const problem of wanted) expect(problems).toContainEqual(expect.stringMatching(problem))
  expect(problems).toHaveLength(wanted.length)
})

test.each(['oidc: 5', 'proxyJwt: {from: alb}'])('a part of the wrong form is not called missing (%s)', (part) => {
  const mode = part.startsWith('oidc') ? 'oidc' : 'proxy-jwt'
  const problems = problemsOf({ CDB_TASKS_AUTH: mode, CDB_TASKS_CONFIG: access(part), ...KEY })
  expect(problems.filter((problem) => problem.startsWith(`CDB_TASKS_AUTH=${mode} wants`))).toEqual([])
  expect(problems).not.toEqual([])
})

describe('a rule', () => {
  const problemsIn = (rule: string) =>
    problemsOf({
      CDB_TASKS_AUTH: 'none',
      CDB_TASKS_CONFIG: file(
        `accounts: [{name: prod, regions: [ap-guangzhou]}, {name: test, regions: [ap-shanghai]}]\naccess: {rules: [${rule}]}`,
      ),
    })

  test.each([
    ['{accounts: [prod], regions: [ap-guangzhou]}', /must name groups, users or both/],
    ['{groups: [], accounts: [prod], regions: [ap-guangzhou]}', /groups/],
    ['{groups: [a], regions: [ap-guangzhou]}', /rules\[0\]\.accounts: is missing/],
    ['{groups: [a], accounts: [prod]}', /rules\[0\]\.regions: is missing/],
    ['{groups: [a], accounts: [prod], regions: []}', /regions: must not be empty/],
    [
      '{groups: [a], accounts: [prd], regions: ["*"]}',
      /accounts names an account that is not configured\. Configured: prod, test/,
    ],
    ['{groups: [a], accounts: [prod], regions: [ap-shanghai]}', /regions names a region that its accounts do not have/],
    ['{groups: [a], accounts: [prod], regions: ["*"], instance: [x]}', /instance is not a known key/],
    ['{groups: [a], accounts: [prod], regions: ["*"], instances: []}', /instances: must not be empty/],
  ])('that could not mean what it says stops the start (%s)', (rule, problem) => {
    expect(problemsIn(rule)).toContainEqual(expect.stringMatching(problem))
  })

  test('names what is there', () => {
    expect(
      problemsIn('{groups: [a], users: [b], accounts: ["*"], regions: [ap-shanghai], instances: ["o-*"]}'),
    ).toEqual([])
  })
})

describe('the file of rules and tokens', () => {
  const SLIPS: [content: string, problem: RegExp][] = [
    ['access: {rules: [', /not YAML at line 1/],
    ['', /access: is missing/],
    ['access: {rules: [{groups: [a]}]}', /rules\[0\]\.accounts: is missing/],
    ['access: {rule: []}', /access\.rule is not a known key/],
    ['access: {rules: [{groups: [a], accounts: [zzz], regions: ["*"]}]}', /names an account that is not configured/],
    ['access: {rules: [{groups: [a], accounts: ["*"], regions: [ap-nowhere]}]}', /names a region/],
    [
      `access: {tokens: [{name: t, sha256: ${HASH}}, {name: t, sha256: ${'cd'.repeat(32)}}]}`,
      /tokens\[1\]\.name is the name of/,
    ],
  ]
  const read = (path: string) => {
    const env = { CDB_TASKS_AUTH: 'token', CDB_TASKS_CONFIG: path, ...KEY }
    return readConfig({ NODE_ENV: 'production', ...env }).access
  }

  test('is read again when it changes, also when another takes its place', () => {
    const path = access(`tokens: [{name: t, sha256: ${HASH.toUpperCase()}}]`)
    const now = read(path)
    expect(now()).toMatchObject({ rules: [{ groups: ['a'], instances: null }], tokens: [{ name: 't', sha256: HASH }] })
    writeFileSync(path, `access: {rules: [{users: [ann], accounts: ["*"], regions: ["*"]}]}`)
    expect(now()).toMatchObject({ rules: [{ groups: [], users: ['ann'] }], tokens: [] })
    renameSync(file('access: {}'), path)
    expect(now()).toEqual({ rules: [], tokens: [] })
    expect(log.logRules.mock.calls).toEqual([
      [[], 1],
      [[], 0],
    ])
  })

  test('that the server would not start with changes nothing, and is told once with what is wrong', () => {
    const path = access(`tokens: [{name: t, sha256: ${HASH}}]`)
    const now = read(path)
    const before = now()
    log.logRules.mockClear()
    for (const [slip] of SLIPS) {
      writeFileSync(path, slip)
      expect(now()).toBe(before)
      expect(now()).toBe(before)
    }
    rmSync(path)
    expect(now()).toBe(before)
    expect(log.logRules.mock.calls.map(([problems]) => problems[0])).toEqual([
      ...SLIPS.map(([, problem]) => expect.stringMatching(problem)),
      expect.stringMatching(/names a file that cannot be read/),
    ])
  })
})

test('an audit log that cannot be written stops the start', () => {
  const env = { CDB_TASKS_AUTH: 'none' }
  expect(problemsOf({ ...env, CDB_TASKS_AUDIT_LOG: join(folder, 'none', 'audit.log') })).toHaveLength(1)
  expect(problemsOf({ ...env, CDB_TASKS_AUDIT_LOG: join(folder, 'audit.log') })).toEqual([])
})
