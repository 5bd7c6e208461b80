import fc from 'fast-check'
import { expect, test } from 'vitest'
import { safeReturn } from './return-to'

test('a page of ours is come back to, with all of its query', () => {
  for (const to of ['/tasks', '/tasks?status=failed&task=a/b/1@2026-01-01T00:00:00Z', '/instances/cdb-1?tz=utc']) {
    expect(safeReturn(to)).toBe(to)
  }
})

test.each([
  ...['//evil.example', '/\\evil.example', '\\\\evil.example', 'https:evil.example', 'https://evil.example/tasks'],
  ...[
    'javascript:alert(1)',
    '/\t/evil.example',
    '/\n/evil.example',
    'http:/evil.example',
    'tasks',
    '',
    '@evil.example',
  ],
  ...['/..//evil.example', '/.//evil.example', '/%0d%0a\r\nset-cookie: a=b', `/${'a'.repeat(7_000)}`],
  ...['/auth/sign-in', '/auth', '/api/tasks', '/tasks/../auth/sign-in'],
  ...['/%2f/evil.example', '/%5Cevil.example', '/%5c%5cevil.example', '/tasks/%00'],
])('%j leads to the list instead', (to) => {
  expect(safeReturn(to)).toBe('/tasks')
})

test('whatever is asked for, the browser stays with us', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string().map((text) => `/${text}`),
        fc.webUrl(),
      ),
      (to) => {
        const address = new URL(safeReturn(to), 'https://tasks.example.com')
        expect(address.origin).toBe('https://tasks.example.com')
        expect(safeReturn(to)).toMatch(/^\/(?![/\\])/)
      },
    ),
    { numRuns: 2_000 },
  )
})
