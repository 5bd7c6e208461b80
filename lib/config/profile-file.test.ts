import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readProfile } from './profile-file'

const folder = mkdtempSync(join(tmpdir(), 'cdb-tasks-'))
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, content: string): string {
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

const CONTENT = `\uFEFF; made by hand
[default]
secret_id = AKIDdefault
secret_key=key=with=signs ; the old one

[ ops ]
secret_id = "AKIDops"\r
secret_key = 'quoted'
token = t # until Friday
[half]
secret_id = AKIDhalf
`

test('a profile is its own section, of any name, without quotes and remarks', () => {
  const files = [file('home', CONTENT)]
  expect(readProfile('default', files)).toEqual({
    secretId: 'AKIDdefault',
    secretKey: 'key=with=signs',
    token: undefined,
  })
  expect(readProfile('ops', files)).toEqual({ secretId: 'AKIDops', secretKey: 'quoted', token: 't' })
})

test.each(['half', 'nobody', '__proto__', ''])('the profile %s has no whole key', (name) => {
  expect(readProfile(name, [file('home', CONTENT)])).toBeNull()
})

test('the system’s file is read only where there is none at home', () => {
  const system = file('system', '[default]\nsecret_id = AKIDsystem\nsecret_key = k')
  expect(readProfile('default', [join(folder, 'none'), system])?.secretId).toBe('AKIDsystem')
  expect(readProfile('default', [file('home', CONTENT), system])?.secretId).toBe('AKIDdefault')
  expect(readProfile('default', [join(folder, 'none'), folder])).toBeNull()
})
