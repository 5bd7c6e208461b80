import { describe, expect, it } from 'vitest'
import { readTaskSearch } from '../task-search'
import type { ScopeCoverage } from '../tasks-page'
import { toExportHead } from './export-head'
import { headInWords, missingInWords } from './head-in-words'

const from = Date.parse('2026-02-28T00:00:00Z')
const to = Date.parse('2026-03-01T00:00:00Z')

function headOf(query: string, range: { from: number | null; to: number } = { from, to }, startedAt: string[] = []) {
  const { search, problems } = readTaskSearch(new URLSearchParams(query))
  expect(problems).toEqual([])
  // Safe: a head reads the starts only.
  const tasks = startedAt.map((start) => ({ startedAt: start })) as Parameters<typeof toExportHead>[1]['tasks']
  const collected = { tasks, coverage: { whole: true, scopes: [] }, ...range }
  return toExportHead(search, collected, { baseUrl: 'https://t.example', generatedAt: '2026-03-01T00:00:01Z' })
}

describe('the address of an export', () => {
  it.each([
    ['', 'from=2026-02-28T00:00:00Z&to=2026-03-01T00:00:00Z'],
    [
      'from=-24h&page=7&size=20&status=failed,active',
      'status=failed,active&from=2026-02-28T00:00:00Z&to=2026-03-01T00:00:00Z',
    ],
    ['task=default/ap-guangzhou/1&q=a%20b', 'from=2026-02-28T00:00:00Z&to=2026-03-01T00:00:00Z&q=a%20b'],
    ['at=-1h', 'at=2026-03-01T00:00:00Z'],
    ['at=-1h&from=-3d', 'from=2026-02-28T00:00:00Z&at=2026-03-01T00:00:00Z'],
    ['at=-1h&to=-3d', 'from=2026-02-28T00:00:00Z&to=2026-03-01T00:00:00Z&at=2026-02-28T23:00:01Z'],
  ])('of %j has its times frozen and its page left out', (query, expected) => {
    const { address } = headOf(query)
    expect(address).toBe(`https://t.example/tasks?${expected}`)
    expect(readTaskSearch(new URL(address).searchParams).problems).toEqual([])
  })

  it('without a start of the range says so', () => {
    expect(headOf('from=all', { from: null, to }).address).toContain('from=all&to=')
  })
})

describe('the limits of an export', () => {
  it('have the range as read and as asked', () => {
    expect(headOf('from=-24h').limits).toEqual([
      'Starts from 2026-02-28T00:00:00Z to 2026-03-01T00:00:00Z (from=-24h).',
    ])
    expect(headOf('at=-1h').limits[0]).toContain('Running at 2026-03-01T00:00:00Z (at=-1h)')
  })

  it('count what started before the range and is listed', () => {
    const starts = ['2026-02-27T23:59:59Z', '2026-02-28T00:00:00Z', 'odd']
    expect(headOf('', { from, to }, starts).limits[1]).toMatch(/before that.*: 1\.$/)
    expect(headOf('from=all', { from: null, to }, starts).limits).toHaveLength(1)
    // The link has an end, and no longer shows them; that of a moment does.
    expect(headOf('', { from, to }, starts).besidesAddress).toBe(1)
    expect(headOf('at=-1h', { from, to }, starts).besidesAddress).toBe(0)
  })
})

describe('what is missing', () => {
  const problem: ScopeCoverage['problem'] = {
    type: 'urn:cdb-tasks:problem:throttled',
    title: 'Asked too often',
    status: 503,
    detail: 'Wait.',
    code: 'RequestLimitExceeded',
    requestId: 'r-9',
  }
  const scope: ScopeCoverage = {
    account: 'prod',
    region: 'ap-tokyo',
    state: 'partial',
    gap: null,
    rowsFetched: 300,
    rowsTotal: 1_200,
    heldFrom: null,
    requestId: 'r-1',
    fetchedAt: '2026-03-01T00:00:00Z',
    stale: false,
    problem: null,
  }

  it.each<[string, Partial<ScopeCoverage>, RegExp]>([
    [
      'failed',
      { state: 'failed', rowsFetched: 0, rowsTotal: null, fetchedAt: null, problem },
      /failed; nothing of it.* Asked too often: Wait\. \(code RequestLimitExceeded; RequestId r-9\)$/,
    ],
    [
      'stale',
      { state: 'failed', stale: true, problem },
      /failed; 300 of 1200 rows.*earlier reading, of 2026-03-01T00:00:00Z.*RequestId r-9/,
    ],
    ['being read', { gap: 'reading', rowsTotal: null }, /still being read; 300 of an unknown number/],
    [
      'capped',
      { gap: 'capped', heldFrom: '2026-02-28T09:00:00Z' },
      /300 of 1200.*newest: starts from 2026-02-28T09:00:00Z on/,
    ],
    ['moving', { gap: 'moving' }, /does not add up: .*; 300 of 1200/],
    [
      'partial for another reason',
      { problem: { ...problem, code: undefined, requestId: undefined } },
      /partial; 300 of 1200 rows are here\. Asked too often: Wait\. \(RequestId r-1\)$/,
    ],
  ])('of a scope that is %s is told plainly', (_, part, words) => {
    const [first, line, ...others] = missingInWords({
      whole: false,
      scopes: [
        { ...scope, state: 'complete' },
        { ...scope, ...part },
      ],
    })
    expect(first).toContain('NOT WHOLE: rows are missing or old in 1 of 2 scopes')
    expect(line).toMatch(/^prod ap-tokyo: /)
    expect(line).toMatch(words)
    expect(others).toEqual([])
  })

  it('is said even where no scope says it, and not where all is there', () => {
    expect(missingInWords({ whole: false, scopes: [] })).toHaveLength(1)
    expect(missingInWords({ whole: true, scopes: [{ ...scope, state: 'complete' }] })).toEqual([])
  })

  it('stands before everything else', () => {
    const head = { ...headOf('region=ap-tokyo,ap-seoul'), coverage: { whole: false, scopes: [scope] } }
    const words = headInWords(head)
    expect(words[0]).toContain('NOT WHOLE')
    expect(words).toContain('Asked: region=ap-tokyo%2Cap-seoul')
    expect(headInWords(headOf(''))).toContain('Asked: no filter')
  })
})
