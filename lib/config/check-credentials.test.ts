import { expect, test } from 'vitest'
import { missingCredentials, type Places } from './check-credentials'
import type { CredentialSource } from './credential-source'
import type { Account } from './model'

const nowhere: Places = { readProfile: () => null, readCvmRole: () => Promise.reject(new Error('none')) }
const pod = { region: 'r', providerId: 'p', tokenFile: 't', roleArn: 'a' }
const keys = { kind: 'keys' as const, secretId: () => 'i', secretKey: () => 'k', sessionToken: null }

const account = (credential: CredentialSource, name = 'prod'): Account => ({
  name,
  credential,
  regions: ['ap-guangzhou'],
  endpoint: null,
  site: 'china',
})
const missing = (credential: CredentialSource, places: Partial<Places> = {}) =>
  missingCredentials([account(credential)], { ...nowhere, ...places })

test.each<[CredentialSource]>([[keys], [{ kind: 'tke-oidc', pod }], [{ kind: 'machine', pod }]])(
  '%o lacks nothing that could be looked for',
  async (credential) => {
    expect(await missing(credential)).toEqual([])
  },
)

test('a machine is looked over: its default profile, then its role', async () => {
  const machine: CredentialSource = { kind: 'machine', pod: null }
  expect(await missing(machine)).toEqual([expect.stringMatching(/^No credentials: set TENCENTCLOUD_SECRET_ID/)])
  expect(await missing(machine, { readProfile: (name) => (name === 'default' ? {} : null) })).toEqual([])
  expect(await missing(machine, { readCvmRole: async () => ({}) })).toEqual([])
})

test('a named profile and a CVM role are looked for', async () => {
  const profile: CredentialSource = { kind: 'profile', name: 'ops' }
  expect(await missing(profile)).toEqual([expect.stringContaining('The profile ops')])
  expect(await missing(profile, { readProfile: (name) => (name === 'ops' ? {} : null) })).toEqual([])
  expect(await missing({ kind: 'cvm-role' })).toEqual([expect.stringContaining('No CVM role')])
  expect(await missing({ kind: 'cvm-role' }, { readCvmRole: async () => ({}) })).toEqual([])
})

test('of a role that is assumed, what it starts from is looked for', async () => {
  const role = { kind: 'assume-role' as const, roleArn: 'r', sessionName: 's', externalId: null }
  expect(await missing({ ...role, from: { kind: 'profile', name: 'ops' } })).toHaveLength(1)
  expect(await missing({ ...role, from: keys })).toEqual([])
})

test('of several accounts each that lacks something is named', async () => {
  const accounts = [
    account(keys, 'a'),
    account({ kind: 'cvm-role' }, 'b'),
    account({ kind: 'machine', pod: null }, 'c'),
  ]
  const problems = await missingCredentials(accounts, nowhere)
  expect(problems).toEqual([expect.stringMatching(/^Account b: /), expect.stringMatching(/^Account c: /)])
})
