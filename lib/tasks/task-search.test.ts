import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  defaultTaskSearch,
  formatTaskSearch,
  pageSizes,
  readTaskSearch,
  searchParameterNames,
  searchParameters,
  sortFields,
  timeZones,
} from './task-search'
import { statusGroups, taskStatusSlugs } from './task-status'
import { taskTypeSlugs } from './task-types'

const read = (query: string) => readTaskSearch(new URLSearchParams(query))

const searches = fc.record({
  account: fc.uniqueArray(fc.stringMatching(/^[\w.-]{1,10}$/), { maxLength: 3 }),
  region: fc.uniqueArray(fc.constantFrom('ap-guangzhou', 'ap-shanghai-fsi', 'eu-frankfurt'), { maxLength: 3 }),
  instance: fc.option(fc.stringMatching(/^cdb-[a-z0-9]{8}$/)),
  async: fc.option(fc.constant('9d21004b-3aa1896a-eeddca4b-a68f106d')),
  job: fc.option(fc.stringMatching(/^\d{1,10}$/)),
  type: fc.uniqueArray(fc.constantFrom(...taskTypeSlugs)),
  status: fc.uniqueArray(fc.constantFrom(...taskStatusSlugs, 'active' as const, 'finished' as const)),
  failure: fc.option(fc.stringMatching(/^[0-9a-f]{8}$/)),
  from: fc.constantFrom('-24h', '-7d', 'all', '2017-06-27T07:00:00Z'),
  to: fc.option(fc.constantFrom('-1h', '2017-06-28T07:00:00Z')),
  at: fc.option(fc.constant('2017-06-28T07:00:00Z')),
  q: fc.option(
    fc
      .string({ minLength: 1, maxLength: 40 })
      .filter((text) => text === text.trim() && searchParameters.q.read(text) !== null),
  ),
  sort: fc.option(fc.record({ field: fc.constantFrom(...sortFields), descending: fc.boolean() })),
  page: fc.integer({ min: 1, max: 1_000 }),
  size: fc.constantFrom(...pageSizes),
  task: fc.option(
    fc.record({
      account: fc.constant('default'),
      region: fc.constant('ap-guangzhou'),
      jobId: fc.stringMatching(/^\d{1,12}$/),
      startedAt: fc.option(fc.constant('2017-06-27T08:46:52Z')),
    }),
  ),
  tz: fc.constantFrom(...timeZones),
})

describe('a task search', () => {
  it('reads back from the address it writes', () => {
    fc.assert(
      fc.property(searches, (search) => {
        const address = formatTaskSearch(search)
        expect(address).toMatch(/^[\x21-\x7e]*$/)
        expect(read(address)).toEqual({ search, problems: [] })
      }),
    )
  })

  it('is the default for an empty address, and the default is written as nothing', () => {
    expect(read('')).toEqual({ search: defaultTaskSearch, problems: [] })
    expect(formatTaskSearch(defaultTaskSearch)).toBe('')
  })

  it('takes words, integers and wire names alike', () => {
    expect(read('type=upgrade-master,3,MODIFY PARAM').search.type).toEqual([
      'upgrade-master',
      'import-data',
      'modify-param',
    ])
    expect(read('status=failed,-1,RUNNING,active').search.status).toEqual(['failed', 'undefined', 'running', 'active'])
    expect(Object.keys(statusGroups)).toEqual(['active', 'finished'])
  })

  it('takes the kind of a failure in either case', () => {
    expect(read('failure=3F9A1C07').search.failure).toBe('3f9a1c07')
  })

  it.each([
    ['stauts=failed', 'stauts', 'unknown-parameter'],
    ['status=broken', 'status', 'not-allowed'],
    ['status=', 'status', 'not-allowed'],
    ['type=upgrade-master,nope', 'type', 'not-allowed'],
    ['instance=cdb-a&instance=cdb-b', 'instance', 'repeated'],
    ['from=2017-06-27T15:00:00', 'from', 'not-allowed'],
    ['page=0', 'page', 'not-allowed'],
    ['page=1e3', 'page', 'not-allowed'],
    ['size=30', 'size', 'not-allowed'],
    ['failure=1227', 'failure', 'not-allowed'],
    ['failure=3f9a1c0g', 'failure', 'not-allowed'],
    ['failure=3f9a1c07,6ed1d144', 'failure', 'not-allowed'],
    ['sort=colour', 'sort', 'not-allowed'],
    ['constructor=1', 'constructor', 'unknown-parameter'],
    ['__proto__=1', '__proto__', 'unknown-parameter'],
    ['region=evil.com%23', 'region', 'not-allowed'],
  ])('reports %j and leaves the default', (query, parameter, reason) => {
    const { search, problems } = read(query)
    expect(search).toEqual(defaultTaskSearch)
    expect(problems).toMatchObject([{ parameter, reason }])
    expect(problems[0]?.allowed.length).toBeGreaterThan(0)
  })

  it('keeps what was understood beside what was not', () => {
    const { search, problems } = read('status=failed&nope=1')
    expect(search.status).toEqual(['failed'])
    expect(problems).toHaveLength(1)
  })

  it('reads any query whatever without an exception', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.oneof(fc.constantFrom(...searchParameterNames), fc.string()), fc.string())),
        (pairs) => {
          const { search, problems } = readTaskSearch(new URLSearchParams(pairs))
          expect(Object.keys(search)).toEqual(Object.keys(defaultTaskSearch))
          expect(Array.isArray(problems)).toBe(true)
        },
      ),
      { numRuns: 2_000 },
    )
  })
})
