import { expect, test } from 'vitest'
import { userAndGroupsOf } from './claims'

const names = { user: 'email', groups: 'groups' }
const of = (claims: Record<string, unknown>, by = names) => userAndGroupsOf(claims, by)

test('a user and its groups are as the token writes them', () => {
  expect(of({ email: 'ann@example.com', groups: ['a', 'B c'] })).toEqual({
    user: 'ann@example.com',
    groups: ['a', 'B c'],
  })
  expect(of({ email: 'ann@example.com', groups: 'one' }).groups).toEqual(['one'])
  expect(of({ email: 'ann@example.com' }).groups).toEqual([])
  expect(of({ upn: 'ann', roles: ['a'] }, { user: 'upn', groups: 'roles' })).toEqual({ user: 'ann', groups: ['a'] })
})

test('what is no group is left out', () => {
  expect(of({ email: 'a@b', groups: ['a', 7, null, '', { toString: 'b' }, ['c']] }).groups).toEqual(['a'])
  expect(of({ email: 'a@b', groups: { a: true } }).groups).toEqual([])
})

test.each([
  [{}],
  [{ email: '' }],
  [{ email: 7 }],
  [{ email: ['ann@example.com'] }],
  [{ email: 'ann' }],
  [{ email: 'ann@evil.example@example.com' }],
  [{ email: 'ann@example.com ' }],
  [{ email: 'ann\n@example.com' }],
  [{ email: 'ann‮@example.com' }],
  [{ email: `${'a'.repeat(200)}@example.com` }],
  [{ email: 'ann@example.com', email_verified: false }],
  [{ email: 'ann@example.com', email_verified: 'false' }],
])('%j names nobody', (claims) => {
  expect(() => of(claims)).toThrow(expect.objectContaining({ problem: expect.objectContaining({ status: 401 }) }))
})
