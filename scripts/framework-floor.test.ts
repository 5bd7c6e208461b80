import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

/** The first release without any known way in; raised with each advisory. */
const FLOOR = '16.4.6'

function isAtLeast(version: string, floor: string): boolean {
  const [given, wanted] = [version, floor].map((text) => text.split('.').map(Number))
  for (const [at, least] of (wanted ?? []).entries()) {
    const part = given?.[at] ?? 0
    if (part !== least) return part > least
  }
  return true
}

/** Pinned to one release, no older than the floor. A pre-release is none. */
function isSafe(version: string): boolean {
  return /^\d+\.\d+\.\d+$/.test(version) && isAtLeast(version, FLOOR)
}

function read(path: string) {
  return JSON.parse(readFileSync(join(import.meta.dirname, '..', path), 'utf8'))
}

describe('the framework', () => {
  it('is pinned to a release without known ways in', () => {
    expect(isSafe(read('package.json').dependencies.next)).toBe(true)
  })

  it('is locked at that release, wherever a package brings it', () => {
    const { packages } = read('package-lock.json')
    const locked = Object.entries<{ version: string }>(packages).filter(([path]) =>
      /(^|\/)node_modules\/next$/.test(path),
    )
    expect(locked.map(([, { version }]) => version)).toEqual([read('package.json').dependencies.next])
  })

  it.each(['^16.4.6', '~16.4.6', '>=16.4.6', '16.x', 'latest', '16.4.5', '16.3.99', '15.5.30', '16.4.6-canary.1'])(
    'is not accepted as %s',
    (version) => expect(isSafe(version)).toBe(false),
  )

  it.each(['16.4.6', '16.4.10', '16.10.0', '17.0.0'])('is accepted as %s', (version) =>
    expect(isSafe(version)).toBe(true),
  )
})
