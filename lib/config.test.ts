import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { ConfigError, config, readConfig } from './config'
import type { CredentialSource } from './config/credential-source'
import type { Env } from './config/model'

const folder = mkdtempSync(join(tmpdir(), 'cdb-tasks-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, content: string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

function problemsOf(env: Env): string[] {
  try {
    readConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

const KEYS = { TENCENTCLOUD_SECRET_ID: 'AKIDplain', TENCENTCLOUD_SECRET_KEY: 'plain-secret' }
const POD = { TKE_REGION: 'ap-beijing', TKE_PROVIDER_ID: 'p', TKE_WEB_IDENTITY_TOKEN_FILE: '/t', TKE_ROLE_ARN: 'r' }

/** The secrets that a source gives when asked now. */
function secretsOf(source: CredentialSource | undefined) {
  if (source?.kind !== 'keys') throw new Error(`no keys but ${source?.kind}`)
  return [source.secretId(), source.secretKey(), source.sessionToken?.()]
}

describe('the environment', () => {
  test('may be empty: one account of whatever the machine has, in Guangzhou', () => {
    expect(readConfig({})).toEqual({
      demo: false,
      auth: { mode: 'none', reach: 'this-machine' },
      access: expect.any(Function),
      trustedProxies: [],
      auditLog: null,
      publicUrl: null,
      rate: 50,
      rowsInMemory: 100_000,
      rowsPerScope: 20_000,
      redisUrl: null,
      utcOffsetMinutes: 480,
      views: [],
      links: [],
      failureRules: [],
      accounts: [
        {
          name: 'default',
          regions: ['ap-guangzhou'],
          endpoint: null,
          site: 'china',
          credential: { kind: 'machine', pod: null },
        },
      ],
    })
  })

  test.each(['abc', '70000', '-1', '80.5'])('names PORT=%s', (PORT) => {
    expect(problemsOf({ ...KEYS, PORT })).toEqual(['PORT must be a number from 0 to 65535.'])
  })

  test('gives every setting', () => {
    const read = readConfig({
      ...KEYS,
      CDB_TASKS_REGIONS: ' ap-beijing, xx-new-region-2 ,ap-beijing,',
      CDB_TASKS_SITE: 'international',
      CDB_TASKS_ENDPOINT: 'http://127.0.0.1:4400/',
      CDB_TASKS_RATE: '2.5',
      PORT: '8080',
      CDB_TASKS_UTC_OFFSET: '-03:30',
      CDB_TASKS_PUBLIC_URL: 'https://tasks.example.com/',
      CDB_TASKS_AUTH: 'none',
    })
    expect(read).toMatchObject({ rate: 2.5, utcOffsetMinutes: -210, publicUrl: 'https://tasks.example.com' })
    expect(read.accounts).toMatchObject([
      {
        name: 'default',
        regions: ['ap-beijing', 'xx-new-region-2'],
        site: 'international',
        endpoint: 'http://127.0.0.1:4400',
      },
    ])
    expect(secretsOf(read.accounts[0]?.credential)).toEqual(['AKIDplain', 'plain-secret', undefined])
  })

  test('counts an empty variable as unset, even an unknown one', () => {
    const names = [
      ...['DEMO', 'CONFIG', 'REGIONS', 'SITE', 'ENDPOINT', 'RATE', 'UTC_OFFSET', 'PUBLIC_URL', 'AUTH'],
      ...['REDIS_URL', 'REDIS_URL_FILE', 'OLD'],
    ]
    const empty = Object.fromEntries(names.map((name) => [`CDB_TASKS_${name}`, '']))
    const keys = { TENCENTCLOUD_SECRET_ID: '', TENCENTCLOUD_SECRET_KEY_FILE: '' }
    const { access: _, ...read } = readConfig({ ...empty, ...keys })
    expect(read).toEqual({ ...readConfig({}), access: undefined })
  })

  test('is a machine with a pod’s identity only where all four of its variables are set', () => {
    expect(readConfig(POD).accounts[0]?.credential).toEqual({
      kind: 'machine',
      pod: { region: 'ap-beijing', providerId: 'p', tokenFile: '/t', roleArn: 'r' },
    })
    expect(readConfig({ ...POD, TKE_ROLE_ARN: '' }).accounts[0]?.credential).toEqual({ kind: 'machine', pod: null })
  })

  test.each([
    ['+00:00', 0],
    ['-00:00', 0],
    ['+05:30', 330],
    ['+14:00', 840],
  ])('takes %s for an offset of %i minutes', (CDB_TASKS_UTC_OFFSET, minutes) => {
    expect(readConfig({ CDB_TASKS_UTC_OFFSET }).utcOffsetMinutes).toBe(minutes)
  })

  test('holds at least one scope', () => {
    expect(readConfig({ CDB_TASKS_ROWS_PER_SCOPE: '5000', CDB_TASKS_ROWS_IN_MEMORY: '5000' }).rowsPerScope).toBe(5_000)
    expect(problemsOf({ CDB_TASKS_ROWS_IN_MEMORY: '10000' })).toHaveLength(1)
  })

  test('names everything that is wrong at once, and never a value', () => {
    const wrong = {
      CDB_TASKS_REGIONS: 'Guangzhou-SECRET',
      CDB_TASKS_SITE: 'mars-SECRET',
      CDB_TASKS_ENDPOINT: 'https://user:SECRET@host/path',
      CDB_TASKS_RATE: '-7SECRET',
      CDB_TASKS_REDIS_URL: 'redis://:SECRET@host/path',
      CDB_TASKS_UTC_OFFSET: 'SECRET',
      CDB_TASKS_PUBLIC_URL: 'ftp://SECRET',
      CDB_TASKS_AUTH: 'SECRET',
      CDB_TASKS_DEMO: 'SECRET',
      CDB_TASKS_REGION: 'SECRET',
      TENCENTCLOUD_SECRET_ID: 'SECRET',
    }
    const problems = problemsOf(wrong)
    for (const name of Object.keys(wrong).filter((name) => name.startsWith('CDB_'))) {
      expect(problems.filter((problem) => problem.startsWith(`${name} `))).toHaveLength(1)
    }
    expect(problems).toContainEqual(expect.stringMatching(/^TENCENTCLOUD_SECRET_KEY is not set/))
    expect(problems).toHaveLength(Object.keys(wrong).length)
    expect(problems.join('\n')).not.toMatch(/[^_]SECRET(?!_)/)
    expect(new ConfigError(problems).message).toBe(problems.join('\n'))
  })

  test.each([
    ['CDB_TASKS_RATE', ['0', '10001', 'NaN', 'fast', ' ']],
    ['CDB_TASKS_ROWS_PER_SCOPE', ['0', '999', '1e4', '20,000', '10000000']],
    ['CDB_TASKS_ROWS_IN_MEMORY', ['999', 'all', '1000.5']],
    ['CDB_TASKS_UTC_OFFSET', ['8', '+8:00', '+08:60', '+14:01', '+99:00', ' 08:00']],
    ['CDB_TASKS_REGIONS', [',', 'ap', 'ap_guangzhou', 'ap-guangzhou;ap-beijing', `ap-${'x'.repeat(40)}`, 'ap-../x']],
    [
      'CDB_TASKS_ENDPOINT',
      ['127.0.0.1:4400', 'https://h/path', 'https://h/?q', 'https://h/#f', 'ws://h', 'https://u@h'],
    ],
    ['CDB_TASKS_PUBLIC_URL', ['tasks', 'javascript:alert(1)', 'https://u:p@h']],
    ['CDB_TASKS_SITE', ['China', 'cn']],
    [
      'CDB_TASKS_REDIS_URL',
      [
        '127.0.0.1:6379',
        'http://h',
        'redis://',
        'redis://h/x',
        'redis://h?db=1',
        'redis://h#f',
        'redis://:%@h',
        're dis',
      ],
    ],
    ['CDB_TASKS_DEMO', ['true', 'yes']],
    ['CDB_TASKS_AUTH', ['OIDC', 'proxy', 'true']],
  ])('refuses a wrong %s', (name, values) => {
    for (const value of values) expect(problemsOf({ [name]: value }), value).toHaveLength(1)
  })

  test('is warned of a variable that is mistyped', () => {
    expect(problemsOf({ CDB_TASKS_ENDPIONT: 'http://127.0.0.1' })).toEqual([
      expect.stringMatching(/^CDB_TASKS_ENDPIONT is not a known variable\. Known are .*CDB_TASKS_ENDPOINT/),
    ])
    expect(problemsOf({ CDB_TASKS_PORT: '3000', CDB_TASKS_SERVICE_HOST: 'tasks.example.com' })).toHaveLength(2)
  })

  test('may tell of the Kubernetes services beside us', () => {
    const services = {
      CDB_TASKS_SERVICE_HOST: '10.0.0.7',
      CDB_TASKS_SERVICE_PORT: '3000',
      CDB_TASKS_SERVICE_PORT_HTTP: '3000',
      CDB_TASKS_PORT: 'tcp://10.0.0.7:3000',
      CDB_TASKS_PORT_3000_TCP: 'tcp://10.0.0.7:3000',
      CDB_TASKS_PORT_3000_TCP_PROTO: 'tcp',
      CDB_TASKS_PORT_3000_TCP_PORT: '3000',
      CDB_TASKS_PORT_3000_TCP_ADDR: '10.0.0.7',
      CDB_TASKS_REDIS_SERVICE_HOST: '10.0.0.8',
      CDB_TASKS_REDIS_PORT_6379_TCP: 'tcp://10.0.0.8:6379',
    }
    expect(problemsOf(services)).toEqual([])
  })
})

describe('the address of Redis', () => {
  test.each([
    'redis://cache',
    'redis://cache/',
    'rediss://user:p%40ss@cache.example:6380/2',
    'redis://:secret@[::1]:6379',
  ])('may be %s', (CDB_TASKS_REDIS_URL) => {
    expect(readConfig({ CDB_TASKS_REDIS_URL }).redisUrl?.()).toBe(CDB_TASKS_REDIS_URL)
  })

  test('may be in a file, which is read at each connection, and is not in what a configuration prints', () => {
    const path = file('redis-url', 'redis://:first@cache\n')
    const read = readConfig({ CDB_TASKS_REDIS_URL_FILE: path })
    expect(read.redisUrl?.()).toBe('redis://:first@cache')
    writeFileSync(path, 'redis://:second@cache')
    expect(read.redisUrl?.()).toBe('redis://:second@cache')
    expect(JSON.stringify(read)).not.toContain('cache')
  })

  test.each<[string, Env, RegExp]>([
    ['in both ways', { CDB_TASKS_REDIS_URL: 'redis://h', CDB_TASKS_REDIS_URL_FILE: file('url', 'redis://h') }, /both/],
    [
      'in a file that is not there',
      { CDB_TASKS_REDIS_URL_FILE: '/none' },
      /_URL_FILE names a file that cannot be read/,
    ],
    [
      'in a file of something else',
      { CDB_TASKS_REDIS_URL_FILE: file('no-url', 'SECRET') },
      /^CDB_TASKS_REDIS_URL_FILE must/,
    ],
  ])('given %s is one problem, told without the value', (_how, env, problem) => {
    expect(problemsOf(env)).toEqual([expect.stringMatching(problem)])
    expect(problemsOf(env).join()).not.toContain('SECRET')
  })
})

describe('a secret', () => {
  test('may be in a file, which is read each time it is used', () => {
    const id = file('id', 'AKIDfirst\n')
    const env = {
      TENCENTCLOUD_SECRET_ID_FILE: id,
      TENCENTCLOUD_SECRET_KEY_FILE: file('key', ' key \n'),
      TENCENTCLOUD_SESSION_TOKEN_FILE: file('token', 'token'),
    }
    const { credential } = readConfig(env).accounts[0] ?? {}
    expect(secretsOf(credential)).toEqual(['AKIDfirst', 'key', 'token'])
    writeFileSync(id, 'AKIDsecond')
    expect(secretsOf(credential)[0]).toBe('AKIDsecond')
  })

  test('is not in what a configuration prints', () => {
    expect(JSON.stringify(readConfig({ ...KEYS, TENCENTCLOUD_SESSION_TOKEN: 'tok' }))).not.toMatch(/AKID|plain|tok"/)
  })

  test.each<[string, Env, RegExp]>([
    [
      'both ways',
      { ...KEYS, TENCENTCLOUD_SECRET_ID_FILE: file('both', 'x') },
      /_ID and TENCENTCLOUD_SECRET_ID_FILE are both/,
    ],
    [
      'in a file that is not there',
      { ...KEYS, TENCENTCLOUD_SESSION_TOKEN_FILE: '/none' },
      /_TOKEN_FILE .*cannot be read/,
    ],
    ['in a file that is empty', { ...KEYS, TENCENTCLOUD_SESSION_TOKEN_FILE: file('empty', '\n') }, /is empty/],
    ['blank', { ...KEYS, TENCENTCLOUD_SECRET_KEY: '  ' }, /TENCENTCLOUD_SECRET_KEY is blank/],
    ['broken by a space', { ...KEYS, TENCENTCLOUD_SECRET_KEY: 'two words' }, /_KEY has a space/],
    ['in a file of two lines', { ...KEYS, TENCENTCLOUD_SESSION_TOKEN_FILE: file('two', 'a\nb') }, /_FILE .*no key has/],
    ['half: only the id', { TENCENTCLOUD_SECRET_ID: 'x' }, /TENCENTCLOUD_SECRET_KEY is not set, nor is .*_KEY_FILE/],
    ['half: only the key', { TENCENTCLOUD_SECRET_KEY: 'x' }, /TENCENTCLOUD_SECRET_ID is not set/],
  ])('given %s is a problem', (_how, env, problem) => {
    expect(problemsOf(env)).toEqual([expect.stringMatching(problem)])
  })

  test('of a session alone lacks both its id and its key', () => {
    expect(problemsOf({ TENCENTCLOUD_SESSION_TOKEN: 't' })).toHaveLength(2)
  })
})

describe('a file of accounts', () => {
  const accountsOf = (yaml: string, env: Env = {}) =>
    readConfig({ ...env, CDB_TASKS_CONFIG: file('accounts.yaml', yaml) }).accounts
  const problemsIn = (yaml: string, env: Env = {}) =>
    problemsOf({ ...env, CDB_TASKS_CONFIG: file('accounts.yaml', yaml) })

  test('gives each account its own, and the rest from the environment', () => {
    const env = { ...KEYS, CDB_TASKS_REGIONS: 'ap-beijing', CDB_TASKS_SITE: 'international' }
    const [prod, plain] = accountsOf(
      'accounts:\n- {name: prod, regions: [ap-shanghai-fsi], site: china, endpoint: "https://gw.example"}\n- name: p2',
      env,
    )
    expect(prod).toMatchObject({
      name: 'prod',
      regions: ['ap-shanghai-fsi'],
      site: 'china',
      endpoint: 'https://gw.example',
    })
    expect(plain).toMatchObject({ name: 'p2', regions: ['ap-beijing'], site: 'international', endpoint: null })
    expect(secretsOf(plain?.credential)).toEqual(['AKIDplain', 'plain-secret', undefined])
  })

  test('knows every kind of credential', () => {
    file('beside', 'from-file')
    const accounts = accountsOf(
      `accounts:
- {name: a, credential: {secretId: AKIDa, secretKeyFile: beside, sessionToken: t}}
- {name: b, credential: {profile: ops}}
- {name: c, credential: {cvmRole: true}}
- {name: d, credential: {tkeOidc: true}}
- {name: e, credential: {assumeRole: {roleArn: arn}}}
- {name: f, credential: {assumeRole: {roleArn: arn, sessionName: s, externalId: x, from: {profile: ops}}}}
- {name: g}
`,
      { ...POD },
    )
    const pod = { region: 'ap-beijing', providerId: 'p', tokenFile: '/t', roleArn: 'r' }
    expect(secretsOf(accounts[0]?.credential)).toEqual(['AKIDa', 'from-file', 't'])
    expect(accounts.slice(1).map(({ credential }) => credential)).toEqual([
      { kind: 'profile', name: 'ops' },
      { kind: 'cvm-role' },
      { kind: 'tke-oidc', pod },
      {
        kind: 'assume-role',
        roleArn: 'arn',
        sessionName: 'cdb-tasks',
        externalId: null,
        from: { kind: 'machine', pod },
      },
      {
        kind: 'assume-role',
        roleArn: 'arn',
        sessionName: 's',
        externalId: 'x',
        from: { kind: 'profile', name: 'ops' },
      },
      { kind: 'machine', pod },
    ])
  })

  test.each([
    ['accounts: [{name: a, regoins: [x]}]', 'accounts[0].regoins is not a known key.'],
    [
      'accounts: [{name: a, credential: {assumeRole: {roleArn: r, rolArn: r}}}]',
      'accounts[0].credential.assumeRole.rolArn is not a known key.',
    ],
    [
      'accounts: [{name: a, credential: {assumeRole: {roleArn: r, from: {prfile: x}}}}]',
      'accounts[0].credential.assumeRole.from.prfile is not a known key.',
    ],
    ['acounts: []', 'acounts is not a known key.'],
  ])('tells the path of an unknown key in %s', (yaml, problem) => {
    expect(problemsIn(yaml)).toContain(`CDB_TASKS_CONFIG: ${problem}`)
  })

  test.each<[string, RegExp, Env?]>([
    ['accounts: []', /accounts: /],
    ['', /accounts: /],
    ['- SECRET', /the file: /],
    ['accounts: [{name: "SECRET/x"}]', /accounts\[0\]\.name: /],
    ['accounts: [{name: a, site: SECRET}]', /accounts\[0\]\.site: /],
    ['accounts: [{name: a, regions: SECRET}]', /accounts\[0\]\.regions: /],
    ['accounts: [{name: a, regions: []}]', /accounts\[0\]\.regions names no region/],
    ['accounts: [{name: a, regions: [SECRET]}]', /accounts\[0\]\.regions has something/],
    ['accounts: [{name: a, endpoint: SECRET}]', /accounts\[0\]\.endpoint must be/],
    ['accounts: [{name: SECRET}, {name: SECRET}]', /accounts\[1\]\.name is the name of accounts\[0\] too/],
    ['accounts: [{name: a, credential: {}}]', /accounts\[0\]\.credential wants one of/],
    ['accounts: [{name: a, credential: {profile: SECRET, cvmRole: true}}]', /credential wants one of/],
    ['accounts: [{name: a, credential: {secretId: SECRET}}]', /accounts\[0\]\.credential\.secretKey is not set/],
    ['accounts: [{name: a, credential: {secretId: 5, secretKey: SECRET}}]', /credential\.secretId: /],
    ['accounts: [{name: a, credential: {cvmRole: SECRET}}]', /credential\.cvmRole: /],
    ['accounts: [{name: a, credential: {tkeOidc: true}}]', /credential\.tkeOidc: TKE_REGION, .* are not all set/],
    ['accounts: [{name: a, credential: {profile: SECRET, assumeRole: {roleArn: r}}}]', /belongs in assumeRole\.from/],
    [
      'accounts: [{name: a, credential: {secretId: i, secretKeyFile: SECRET}}]',
      /credential\.secretKeyFile names a file/,
    ],
    ['accounts: SECRET: x', /not YAML at line 1/],
    ['accounts: "SECRET', /not YAML at line 1/],
    ['a: &x [SECRET]\nb: *y', /not YAML/],
  ])('is told, never quoted, what is wrong in %s', (yaml, problem, env = {}) => {
    const problems = problemsIn(yaml, env)
    expect(problems).toContainEqual(expect.stringMatching(problem))
    expect(problems.join('\n')).not.toContain('SECRET')
    expect(problems.join('\n')).not.toMatch(/expected|received|too (?:big|small)|invalid (?:input|option)/i)
  })

  test('tells what is wrong in every account, and in the environment beside it', () => {
    const yaml = 'accounts: [{name: a, endpoint: no}, {name: b, regions: [no]}]'
    expect(problemsIn(yaml, { CDB_TASKS_RATE: 'no' })).toHaveLength(3)
  })

  test('that cannot be read is a problem of its variable', () => {
    expect(problemsOf({ CDB_TASKS_CONFIG: '/nowhere.yaml' })).toEqual([
      'CDB_TASKS_CONFIG names a file that cannot be read.',
    ])
  })

  test('is not blown up by aliases', () => {
    const level = (name: string, of: string) => `${name}: &${name} [${Array(12).fill(`*${of}`).join(',')}]\n`
    const bomb = `a: &a [x]\n${level('b', 'a')}${level('c', 'b')}${level('d', 'c')}${level('e', 'd')}`
    expect(problemsIn(bomb)).toEqual([expect.stringContaining('(aliases)')])
  })
})

describe('the views of that file', () => {
  const withViews = (views: string) => ({
    CDB_TASKS_CONFIG: file('views.yaml', `accounts: [{name: a}]\nviews: ${views}`),
  })

  test('are each a name and an address', () => {
    const { accounts, views } = readConfig(
      withViews('[{name: " Nightly imports ", query: "type=import-data&from=-24h"}, {name: 全部, query: ""}]'),
    )
    expect(accounts).toHaveLength(1)
    expect(views).toEqual([
      { name: 'Nightly imports', query: 'type=import-data&from=-24h' },
      { name: '全部', query: '' },
    ])
  })

  test('may be fifty', () => {
    const fifty = Array.from({ length: 50 }, (_, index) => `{name: v${index}, query: ""}`)
    expect(readConfig(withViews(`[${fifty}]`)).views).toHaveLength(50)
    expect(problemsOf(withViews(`[${fifty}, {name: v50, query: ""}]`))).toEqual([
      expect.stringMatching(/^CDB_TASKS_CONFIG: views: /),
    ])
  })

  test.each([
    ['[{name: a, query: "status=SECRET"}]', /views\[0\]\.query: status does not take its value\. Allowed: .*failed/],
    ['[{name: a, query: ""}, {name: b, query: "from=SECRET"}]', /views\[1\]\.query: from does not take its value/],
    ['[{name: a, query: "stauts=SECRET"}]', /views\[0\]\.query: there is no parameter stauts\. Known are .*status/],
    ['[{name: a, query: "q=SECRET&q=SECRET"}]', /views\[0\]\.query: q stands more than once/],
    ['[{name: SECRET, query: ""}, {name: SECRET, query: ""}]', /views\[1\]\.name is the name of views\[0\] too/],
    [`[{name: "SECRET${'x'.repeat(60)}", query: ""}]`, /views\[0\]\.name: /],
    ['[{name: " ", query: "q=SECRET"}]', /views\[0\]\.name: /],
    ['[{name: SECRET}]', /views\[0\]\.query: /],
    ['[{name: a, query: "", icon: SECRET}]', /views\[0\]\.icon is not a known key/],
    ['SECRET', /views: /],
  ])('are told, never quoted, what is wrong in %s', (views, problem) => {
    expect(problemsOf(withViews(views))).toEqual([expect.stringMatching(problem)])
    expect(problemsOf(withViews(views)).join()).not.toContain('SECRET')
  })

  test('tell everything that is wrong at once', () => {
    expect(problemsOf(withViews('[{name: a, query: "size=7&page=0&nope=1"}]'))).toHaveLength(3)
  })
})

describe('the demo', () => {
  const left = globalThis as unknown as Record<symbol, unknown>
  const SIMULATOR = Symbol.for('cdb-tasks.simulator')
  afterEach(() => {
    delete left[SIMULATOR]
  })

  test('is one account of the simulator that runs in this process, whatever the credentials', () => {
    left[SIMULATOR] = {
      url: 'http://127.0.0.1:9',
      secretId: 'i',
      secretKey: 'k',
      regions: ['ap-guangzhou', 'ap-beijing'],
    }
    const { demo, accounts } = readConfig({ ...KEYS, CDB_TASKS_DEMO: '1' })
    expect(demo).toBe(true)
    expect(accounts).toMatchObject([
      { name: 'default', endpoint: 'http://127.0.0.1:9', regions: ['ap-guangzhou', 'ap-beijing'], site: 'china' },
    ])
    expect(secretsOf(accounts[0]?.credential)).toEqual(['i', 'k', undefined])
  })

  test('without a simulator says how to start it', () => {
    expect(problemsOf({ CDB_TASKS_DEMO: '1' })).toEqual([expect.stringContaining('npm run demo')])
  })

  test('is off with 0', () => {
    expect(readConfig({ CDB_TASKS_DEMO: '0' }).demo).toBe(false)
  })
})

test('the process has one configuration, whichever copy of the module asks', () => {
  const shared = globalThis as unknown as Record<symbol, unknown>
  const key = Symbol.for('cdb-tasks.config')
  const before = shared[key]
  const own = readConfig({})
  shared[key] = own
  expect(config()).toBe(own)
  shared[key] = before
})
