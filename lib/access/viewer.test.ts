import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { AccessRule } from '@/lib/config/access/model'
import { viewerWith } from './fake-viewer'
import { Viewer, verify } from './viewer'

const session = { keys: () => 'k'.repeat(40), longestMs: 60_000, idleMs: 60_000 }
const none = { trustedProxies: [], publicUrl: null }
const denied = (kind: string) =>
  expect.objectContaining({ problem: expect.objectContaining({ type: `urn:cdb-tasks:problem:${kind}` }) })

test('a viewer is made by verification only', () => {
  const from = { mode: 'none', address: '' } as const
  const identity = { user: 'eve', groups: [], session: null }
  expect(() => new Viewer(Symbol('verification'), identity, from, null)).toThrow('made by verify only')
  expect(() => Viewer.prototype.accessTo.call({ user: 'eve' }, 'prod', 'ap-guangzhou')).toThrow(TypeError)
})

describe('rules', () => {
  const on = async (rules: Partial<AccessRule>[], account: string, region: string) =>
    (await viewerWith(...rules)).accessTo(account, region)

  test('what no rule allows is denied', async () => {
    await expect(viewerWith()).rejects.toEqual(denied('no-permission'))
    await expect(viewerWith({ users: ['bob'] })).rejects.toEqual(denied('no-permission'))
    await expect(viewerWith({ users: [], groups: ['ann'] })).rejects.toEqual(denied('no-permission'))
    expect(await on([{ accounts: ['prod'] }], 'test', 'ap-guangzhou')).toBeNull()
    expect(await on([{ regions: ['ap-guangzhou'] }], 'prod', 'ap-shanghai')).toBeNull()
    expect(await on([{ accounts: ['pro*'] }], 'prod', 'ap-shanghai')).toBeNull()
  })

  test('accounts and regions of different rules are not mixed', async () => {
    const rules = [
      { accounts: ['prod'], regions: ['ap-guangzhou'] },
      { accounts: ['test'], regions: ['ap-shanghai'] },
    ]
    expect(await on(rules, 'prod', 'ap-guangzhou')).toBe('all')
    expect(await on(rules, 'prod', 'ap-shanghai')).toBeNull()
    expect(await on(rules, 'test', 'ap-guangzhou')).toBeNull()
  })

  test('instances of several rules add up, and one without instances is about all of them', async () => {
    const some = [{ instances: ['cdb-a'] }, { instances: ['cdb-b', 'order-*', 'cdb-a'] }]
    expect(await on(some, 'prod', 'ap-guangzhou')).toEqual({ instances: ['cdb-a', 'cdb-b', 'order-*'] })
    expect(await on([...some, { regions: ['ap-guangzhou'] }], 'prod', 'ap-guangzhou')).toBe('all')
    expect(await on([{ instances: [] }], 'prod', 'ap-guangzhou')).toEqual({ instances: [] })
  })

  test('everybody is whoever is signed in', async () => {
    expect(await on([{ users: ['*'] }], 'prod', 'ap-guangzhou')).toBe('all')
  })
})

describe('without sign-in', () => {
  const here = {
    auth: { mode: 'none', reach: 'this-machine' },
    access: () => ({ rules: [], tokens: [] }),
    ...none,
  } as const
  const at = (host: string, settings: Parameters<typeof verify>[1] = here) => verify(new Headers({ host }), settings)

  test('this machine is answered under its own names', async () => {
    for (const host of ['localhost:3000', '127.0.0.1', '127.0.0.1:3000', '[::1]:3000']) {
      expect((await at(host)).accessTo('any', 'where')).toBe('all')
    }
    expect(await at('tasks.example.com', { ...here, publicUrl: 'https://tasks.example.com' })).toBeInstanceOf(Viewer)
  })

  test.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'evil.example:3000',
    '10.0.0.1',
    '0.0.0.0',
  ])('a page whose name was made to lead here reads nothing (%s)', async (host) => {
    await expect(at(host)).rejects.toEqual(denied('no-permission'))
  })

  test('where it was said aloud, everybody is answered', async () => {
    expect(await at('evil.example', { ...here, auth: { mode: 'none', reach: 'anyone' } })).toBeInstanceOf(Viewer)
  })
})

describe('a token', () => {
  const sha256 = createHash('sha256').update('right').digest('hex')
  const rules: AccessRule[] = [{ groups: ['bots'], users: [], accounts: ['*'], regions: ['*'], instances: null }]
  const access = { rules, tokens: [{ name: 'bot', sha256, groups: ['bots'] }] }
  const settings = { auth: { mode: 'token', session }, access: () => access, ...none } as const
  let addresses = 0
  const send = (authorization: string, peer = `10.0.0.${++addresses}`) =>
    verify(new Headers({ authorization, 'x-cdb-tasks-peer': peer }), settings)

  test('that is known opens, with the groups it has', async () => {
    expect(await send('Bearer right')).toMatchObject({ user: 'bot', groups: ['bots'], mode: 'token' })
  })

  test.each([
    'Bearer wrong',
    'Bearer ',
    'Basic right',
    'right',
    `Bearer ${sha256}`,
    'Bearer right, Bearer wrong',
    'Bearer rightx',
  ])('%j opens nothing', async (authorization) => {
    await expect(send(authorization)).rejects.toEqual(denied('signed-out'))
  })

  test('is not tried more than five times, even if the sixth is right', async () => {
    for (let tries = 0; tries < 5; tries++)
      await expect(send('Bearer no', '10.9.9.9')).rejects.toEqual(denied('signed-out'))
    await expect(send('Bearer right', '10.9.9.9')).rejects.toEqual(denied('too-many-attempts'))
    expect(await send('Bearer right', '10.9.9.8')).toBeInstanceOf(Viewer)
  })

  test('that is taken away is worth nothing from then on', async () => {
    const before = access.tokens
    access.tokens = []
    await expect(send('Bearer right')).rejects.toEqual(denied('signed-out'))
    access.tokens = before
  })
})
