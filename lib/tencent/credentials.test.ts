import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Credentials } from './credentials'
import { type FakeCloud, json, ownKeys, startFakeCloud } from './fake-cloud'

const role = {
  kind: 'assume-role' as const,
  roleArn: 'qcs::cam::uin/1:roleName/reader',
  sessionName: 'cdb-tasks',
  externalId: null,
  from: { kind: 'keys' as const, secretId: () => 'AKIDbase', secretKey: () => 'base', sessionToken: null },
}

let now = 1_700_000_000_000
const clouds: FakeCloud[] = []
const folder = mkdtempSync(join(tmpdir(), 'cdb-tasks-'))
beforeEach(() => {
  now = 1_700_000_000_000
  vi.spyOn(Date, 'now').mockImplementation(() => now)
  for (const name of ['http_proxy', 'HTTP_PROXY', 'all_proxy', 'ALL_PROXY']) vi.stubEnv(name, '')
})
afterEach(async () => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  await Promise.all(clouds.splice(0).map((cloud) => cloud.close()))
})

/** Lends the first key, then the second, each for half an hour. */
function lender() {
  let count = 0
  return (response: Parameters<Parameters<typeof startFakeCloud>[0]>[0]) => {
    count += 1
    const Credentials = { TmpSecretId: `AKIDlent${count}`, TmpSecretKey: 'lent', Token: `token${count}` }
    response.end(JSON.stringify({ Response: { Credentials, ExpiredTime: now / 1_000 + 1_800, RequestId: 'r' } }))
  }
}

async function stsThat(answer: Parameters<typeof startFakeCloud>[0], deadlineMs = 1_000) {
  const cloud = await startFakeCloud(answer)
  clouds.push(cloud)
  return { cloud, lenders: { sts: cloud.endpoint, cvmRoles: `${cloud.url}/roles/`, deadlineMs } }
}

const idOf = async (credentials: Credentials) => {
  await credentials.renew()
  return (await credentials.getCredential()).secretId
}

test('a role is assumed with the account’s own key, once for all calls at the same time', async () => {
  const { cloud, lenders } = await stsThat(lender())
  const credentials = new Credentials({ ...role, externalId: 'ext' }, lenders)
  await Promise.all([credentials.renew(), credentials.renew(), credentials.renew()])
  expect(await credentials.getCredential()).toEqual({
    secretId: 'AKIDlent1',
    secretKey: 'lent',
    token: 'token1',
  })
  expect(cloud.calls).toHaveLength(1)
  expect(cloud.calls[0]?.headers).toMatchObject({
    'x-tc-action': 'AssumeRole',
    authorization: expect.stringContaining('Credential=AKIDbase/'),
  })
  expect(JSON.parse(cloud.calls[0]?.body ?? '')).toEqual({
    RoleArn: role.roleArn,
    RoleSessionName: 'cdb-tasks',
    ExternalId: 'ext',
  })
})

test('a lent key is kept until a minute before it expires, then renewed', async () => {
  const { lenders } = await stsThat(lender())
  const credentials = new Credentials(role, lenders)
  expect(await idOf(credentials)).toBe('AKIDlent1')
  now += 1_739_000
  expect(await idOf(credentials)).toBe('AKIDlent1')
  now += 2_000
  expect(await idOf(credentials)).toBe('AKIDlent2')
})

test('a failure is told with the code and request id of STS, and is not kept', async () => {
  let isWell = false
  const lend = lender()
  const { lenders } = await stsThat((response, asked) => {
    if (isWell) lend(response)
    else json({ Response: { Error: { Code: 'AuthFailure.SecretIdNotFound' }, RequestId: 'r-9' } })(response, asked)
  })
  const credentials = new Credentials(role, lenders)
  await expect(credentials.renew()).rejects.toMatchObject({
    kind: 'no-credentials',
    code: 'AuthFailure.SecretIdNotFound',
    requestId: 'r-9',
  })
  isWell = true
  expect(await idOf(credentials)).toBe('AKIDlent1')
})

test('a renewal that fails leaves the key that is still good, until it is not', async () => {
  let isWell = true
  const lend = lender()
  const { lenders } = await stsThat((response) => (isWell ? lend(response) : response.writeHead(502).end()))
  const credentials = new Credentials(role, lenders)
  await credentials.renew()
  isWell = false
  now += 1_770_000
  expect(await idOf(credentials)).toBe('AKIDlent1')
  now += 31_000
  await expect(credentials.renew()).rejects.toMatchObject({ kind: 'no-credentials' })
})

test('a key that the cloud has refused is renewed once for all who were refused, and not again at once', async () => {
  const { cloud, lenders } = await stsThat(lender())
  const credentials = new Credentials(role, lenders)
  await credentials.renew()
  const refused = await credentials.getCredential()
  credentials.forget(refused)
  expect(await idOf(credentials)).toBe('AKIDlent2')
  credentials.forget(refused)
  expect(await idOf(credentials)).toBe('AKIDlent2')
  credentials.forget(await credentials.getCredential())
  expect(await idOf(credentials)).toBe('AKIDlent2')
  expect(cloud.calls).toHaveLength(2)
})

test('a role is lent by a clock that is wrong, too', async () => {
  const lend = lender()
  const { cloud, lenders } = await stsThat((response, asked) => {
    const ahead = Date.now() + 3_600_000
    response.setHeader('date', new Date(ahead).toUTCString())
    const isLate = Math.abs(Number(asked.headers['x-tc-timestamp']) * 1_000 - ahead) > 300_000
    if (isLate) json({ Response: { Error: { Code: 'AuthFailure.SignatureExpire' }, RequestId: 'r' } })(response, asked)
    else lend(response)
  })
  expect(await idOf(new Credentials(role, lenders))).toBe('AKIDlent1')
  expect(cloud.calls).toHaveLength(2)
})

test('a key that comes expired is handed on rather than asked for without end', async () => {
  const Credentials_ = { TmpSecretId: 'AKIDlate', TmpSecretKey: 'lent', Token: 't' }
  const { cloud, lenders } = await stsThat(json({ Response: { Credentials: Credentials_, ExpiredTime: 1 } }))
  expect(await idOf(new Credentials(role, lenders))).toBe('AKIDlate')
  expect(cloud.calls).toHaveLength(1)
})

test.each([
  ['nothing of a key', { Response: { RequestId: 'r' } }],
  ['an empty key', { Response: { Credentials: { TmpSecretId: '', TmpSecretKey: '', Token: '' }, ExpiredTime: 2e9 } }],
])('an answer of STS with %s is no credentials', async (_what, answer) => {
  const { lenders } = await stsThat(json(answer))
  await expect(new Credentials(role, lenders).renew()).rejects.toMatchObject({ kind: 'no-credentials' })
})

test('a lender that does not answer is given up', async () => {
  const { lenders } = await stsThat(() => {}, 100)
  await expect(new Credentials(role, lenders).renew()).rejects.toMatchObject({ kind: 'no-credentials' })
})

test('a pod shows its token, read anew each time and unsigned, and gets a key', async () => {
  const tokenFile = join(folder, 'token')
  writeFileSync(tokenFile, 'first\n')
  const { cloud, lenders } = await stsThat(lender())
  const pod = { region: 'ap-beijing', providerId: 'p-1', tokenFile, roleArn: role.roleArn }
  for (const kind of ['tke-oidc', 'machine'] as const)
    expect(await idOf(new Credentials({ kind, pod }, lenders))).toBeTruthy()
  writeFileSync(tokenFile, 'second')
  const credentials = new Credentials({ kind: 'tke-oidc', pod }, lenders)
  await credentials.renew()
  rmSync(tokenFile)
  credentials.forget(await credentials.getCredential())
  await expect(credentials.renew()).rejects.toMatchObject({ kind: 'no-credentials', code: null })
  const [first, machine, second, ...others] = cloud.calls
  expect(first?.headers).toMatchObject({
    'x-tc-action': 'AssumeRoleWithWebIdentity',
    'x-tc-region': 'ap-beijing',
    authorization: 'SKIP',
  })
  expect(JSON.parse(first?.body ?? '')).toMatchObject({ ProviderId: 'p-1', WebIdentityToken: 'first' })
  expect(machine?.body).toContain('first')
  expect(second?.body).toContain('second')
  expect(others).toEqual([])
})

test('a CVM’s role is read from its metadata, and renewed before it expires', async () => {
  let count = 0
  const { lenders } = await stsThat((response, { path }) => {
    if (path === '/roles/') return response.end('reader')
    count += 1
    const key = { Code: 'Success', TmpSecretId: `AKIDcvm${count}`, TmpSecretKey: 'k', Token: 't' }
    return response.end(JSON.stringify({ ...key, ExpiredTime: now / 1_000 + 600 }))
  })
  for (const source of [{ kind: 'cvm-role' as const }, { kind: 'machine' as const, pod: null }]) {
    count = 0
    const credentials = new Credentials(source, lenders)
    expect(await idOf(credentials)).toBe('AKIDcvm1')
    expect(await idOf(credentials)).toBe('AKIDcvm1')
    now += 541_000
    expect(await idOf(credentials)).toBe('AKIDcvm2')
  }
})

test('a profile that is not there is no credentials', async () => {
  const source = { kind: 'profile' as const, name: 'a profile that nobody has' }
  await expect(new Credentials(source).renew()).rejects.toMatchObject({ kind: 'no-credentials' })
})

test.each(['secretId', 'secretKey'])('a key whose %s is empty is no credentials', async (part) => {
  const source = { ...ownKeys, [part]: () => '' } as typeof role.from
  await expect(new Credentials(source).renew()).rejects.toMatchObject({ kind: 'no-credentials' })
})

test('id, secret and token are of one reading', async () => {
  let turn = 1
  const keys = { secretId: () => `id${turn}`, secretKey: () => `key${turn}`, sessionToken: () => `token${turn}` }
  const credentials = new Credentials({ kind: 'keys', ...keys })
  await credentials.renew()
  turn = 2
  expect(await credentials.getCredential()).toEqual({ secretId: 'id1', secretKey: 'key1', token: 'token1' })
  await credentials.renew()
  expect(await credentials.getCredential()).toEqual({ secretId: 'id2', secretKey: 'key2', token: 'token2' })
})
