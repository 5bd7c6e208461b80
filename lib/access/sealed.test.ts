import { EncryptJWT } from 'jose'
import { expect, test } from 'vitest'
import { seal, unseal } from './sealed'

const [OLD, NEW] = ['o'.repeat(40), 'n'.repeat(40)]
const only = (key: string) => () => key

test('what was sealed here is read here, and nothing of it is seen', async () => {
  const text = await seal('session', { user: 'ann' }, 60_000, only(NEW))
  expect(await unseal('session', text, only(NEW))).toMatchObject({ user: 'ann' })
  expect(text).not.toContain(Buffer.from('ann').toString('base64url'))
})

test('keys are changed without signing anybody out: the first seals, all of them read', async () => {
  const before = await seal('session', { user: 'ann' }, 60_000, only(OLD))
  const both = only(`${NEW},${OLD}`)
  expect(await unseal('session', before, both)).toMatchObject({ user: 'ann' })
  const after = await seal('session', { user: 'ann' }, 60_000, both)
  expect(await unseal('session', after, only(NEW))).toMatchObject({ user: 'ann' })
  expect(await unseal('session', before, only(NEW))).toBeNull()
})

test('for another use it is worth nothing', async () => {
  const text = await seal('sign-in', { user: 'ann' }, 60_000, only(NEW))
  expect(await unseal('session', text, only(NEW))).toBeNull()
})

test('what is over is told apart from what never was', async () => {
  const text = await seal('session', { user: 'ann' }, -1_000, only(NEW))
  expect(await unseal('session', text, only(NEW))).toBe('expired')
})

test('a single changed character is noticed, wherever it is', async () => {
  const text = await seal('session', { user: 'ann' }, 60_000, only(NEW))
  for (let at = 0; at < text.length; at += 7) {
    const other = text[at] === 'A' ? 'B' : 'A'
    const changed = text.slice(0, at) + other + text.slice(at + 1)
    expect(await unseal('session', changed, only(NEW)), `at ${at}`).toBeNull()
  }
})

test.each(['', 'x', 'a.b.c', 'a.b.c.d.e', '....'])('%j is nothing', async (text) => {
  expect(await unseal('session', text, only(NEW))).toBeNull()
})

test('another algorithm is not taken, with the right key or without', async () => {
  const text = await new EncryptJWT({ user: 'ann' })
    .setProtectedHeader({ alg: 'PBES2-HS256+A128KW', enc: 'A256GCM' })
    .setAudience('session')
    .setExpirationTime('1h')
    .encrypt(new TextEncoder().encode(NEW))
  expect(await unseal('session', text, only(NEW))).toBeNull()
})
