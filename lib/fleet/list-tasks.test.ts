import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { verifyViewer } from '@/lib/access/viewer'
import { requireTaskSearch } from '@/lib/http/strict-query'
import { fakeFleet, fakeTask, fakeTasks } from './fake-fleet'
import { listTasks, listTasksAsJson } from './list-tasks'

type Cloud = ReturnType<typeof fakeFleet>

async function list({ fleet }: Cloud, query = '', signal?: AbortSignal) {
  return listTasks(await verifyViewer(), requireTaskSearch(new URLSearchParams(query)), { fleet, signal })
}

async function problemOf(cloud: Cloud, query: string) {
  const outcome = await list(cloud, query).catch((error) => error)
  expect(outcome.name).toBe('ProblemError')
  return { ...outcome.problem, kind: outcome.problem.type.split(':').at(-1) }
}

describe('a list that one call can hold', () => {
  it('is whole, newest start first, and says so', async () => {
    const cloud = fakeFleet({ tasks: fakeTasks(30).reverse() })
    const page = await list(cloud, 'size=20')
    expect(page.tasks.map(({ jobId }) => Number(jobId))).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
    expect(page).toMatchObject({ rowCount: 30, pageIndex: 0, pageSize: 20, upstreamCalls: 1 })
    expect(page.coverage).toMatchObject({
      whole: true,
      scopes: [{ account: 'default', region: 'ap-guangzhou', state: 'complete', rowsFetched: 30, rowsTotal: 30 }],
    })
  })

  it('is never whole for status=active, which leaves out what waits, and says so', async () => {
    const cloud = fakeFleet({ tasks: fakeTasks(3) })
    const { coverage } = await list(cloud, 'status=active')
    expect(coverage.scopes).toMatchObject([
      { state: 'partial', problem: { detail: expect.stringContaining('WAITING') } },
    ])
    const same = await list(cloud, 'status=undefined,initial,running,paused')
    expect(same.coverage.scopes).toMatchObject([{ state: 'complete', problem: null }])
    expect(cloud.calls).toHaveLength(1)
  })

  it('is sorted as asked, across its pages', async () => {
    const tasks = Array.from({ length: 60 }, (_, index) =>
      fakeTask({ jobId: String(index), durationSeconds: (index * 37) % 60 }),
    )
    const cloud = fakeFleet({ tasks })
    const pages = [1, 2, 3].map((page) => list(cloud, `sort=-duration&size=20&page=${page}`))
    const durations = (await Promise.all(pages)).flatMap((page) => page.tasks.map((task) => task.durationSeconds))
    expect(durations).toEqual(Array.from({ length: 60 }, (_, index) => 59 - index))
    expect(cloud.calls).toHaveLength(1)
  })

  it('has an empty page beyond its end, with the count and the whole read', async () => {
    const cloud = fakeFleet({ tasks: fakeTasks(30) })
    const page = await list(cloud, 'page=9&size=50&sort=started')
    expect(page).toMatchObject({ tasks: [], rowCount: 30, pageIndex: 8, upstreamCalls: 2 })
    expect(page.coverage).toMatchObject({ whole: true, scopes: [{ state: 'complete', rowsFetched: 30 }] })
  })

  it('is complete when there is nothing', async () => {
    const page = await list(fakeFleet())
    expect(page).toMatchObject({ tasks: [], rowCount: 0, coverage: { scopes: [{ state: 'complete' }] } })
  })

  it('is not called whole when the service sent fewer rows than it counts', async () => {
    const describeTasks = async () => ({ rows: [], totalCount: 7, requestId: null })
    const page = await list(fakeFleet({ describeTasks }))
    expect(page.coverage).toMatchObject({
      whole: false,
      scopes: [{ state: 'partial', rowsFetched: 0, rowsTotal: 7 }],
    })
  })
})

describe('a list longer than one call', () => {
  it('keeps the order of the service and says that it is partial', async () => {
    const page = await list(fakeFleet({ tasks: fakeTasks(250).reverse() }), 'page=2&size=100')
    expect(page.tasks[0]?.jobId).toBe('150')
    expect(page).toMatchObject({ rowCount: 250, upstreamCalls: 1 })
    expect(page.coverage).toMatchObject({ whole: false, scopes: [{ state: 'partial', rowsFetched: 100 }] })
  })

  it.each(['-started', 'started', '-duration'])(
    'refuses sort=%s, since it would sort one page as if it were all',
    async (sort) => {
      const problem = await problemOf(fakeFleet({ tasks: fakeTasks(101) }), `sort=${sort}`)
      expect(problem).toMatchObject({ kind: 'needs-scan', status: 422 })
      expect(problem.detail).toContain('101')
    },
  )

  it('has an empty page beyond its end, with the count', async () => {
    const page = await list(fakeFleet({ tasks: fakeTasks(101) }), 'page=40&size=50')
    expect(page).toMatchObject({ tasks: [], rowCount: 101, upstreamCalls: 1 })
  })

  it('shows each row exactly once across its pages, at the cost of one call a block', async () => {
    const sizes = fc.constantFrom(20, 50, 100)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 450 }), sizes, async (count, size) => {
        const cloud = fakeFleet({ tasks: fakeTasks(count) })
        const seen: string[] = []
        for (let page = 1; page <= Math.max(1, Math.ceil(count / size)); page++) {
          const { tasks } = await list(cloud, `from=all&size=${size}&page=${page}`)
          seen.push(...tasks.map(({ jobId }) => jobId))
        }
        expect(seen.sort()).toEqual(
          fakeTasks(count)
            .map(({ jobId }) => jobId)
            .sort(),
        )
        expect(cloud.calls).toHaveLength(Math.max(1, Math.ceil(count / 100)))
      }),
      { numRuns: 60 },
    )
  })
})

describe('the question to the service', () => {
  it('has the last 24 hours by default, and no range with from=all', async () => {
    const cloud = fakeFleet()
    await list(cloud)
    await list(cloud, 'from=all')
    expect(cloud.calls.map(({ request }) => request)).toMatchObject([
      { startTimeBegin: Date.parse('2026-02-28T00:00:00Z'), startTimeEnd: undefined, offset: 0, limit: 100 },
      { startTimeBegin: undefined, startTimeEnd: undefined },
    ])
  })

  it('has integers for types, statuses and groups, each once and in order', async () => {
    const cloud = fakeFleet()
    await list(cloud, 'type=upgrade-master,2&status=paused,active&instance=cdb-c1nl9rpv')
    expect(cloud.calls[0]?.request).toMatchObject({
      taskTypes: [2, 11],
      taskStatuses: [-1, 0, 1, 6],
      instanceId: 'cdb-c1nl9rpv',
    })
  })

  it('has the 100 rows around the page', async () => {
    const cloud = fakeFleet({ tasks: fakeTasks(300) })
    await list(cloud, 'page=13&size=20')
    expect(cloud.calls[0]?.request).toMatchObject({ offset: 200, limit: 100 })
  })

  it('is one call however the same search is written, and whatever the state of the page', async () => {
    const cloud = fakeFleet({ tasks: fakeTasks(3) })
    const spellings = [
      'type=2,upgrade-master&status=failed,3&from=-24h',
      'status=FAILED&type=11,2',
      'tz=utc&task=default/ap-guangzhou/1&type=11,2&status=3&size=20',
      'region=ap-guangzhou&account=default&type=2,11&status=3&page=1',
    ]
    for (const spelling of spellings) {
      cloud.clock.pass(500)
      await list(cloud, spelling)
    }
    expect(cloud.calls).toHaveLength(1)
  })

  it('is asked again after three seconds, with the range moved on', async () => {
    const cloud = fakeFleet()
    await list(cloud)
    cloud.clock.pass(3_001)
    await list(cloud)
    const [first, second] = cloud.calls.map(({ request }) => Number(request.startTimeBegin))
    expect(Number(second) - Number(first)).toBe(3_001)
  })

  it('is shared by readers of different pages of one block', async () => {
    const cloud = fakeFleet({ tasks: fakeTasks(400) })
    await Promise.all([1, 2, 3, 4, 5].map((page) => list(cloud, `size=20&page=${page}`)))
    expect(cloud.calls).toHaveLength(1)
  })
})

describe('a refusal costs no call', () => {
  const regions = ['ap-guangzhou', 'ap-shanghai']
  it.each([
    ['q=deadlock', 'needs-scan', 422],
    ['job=15970', 'needs-scan', 422],
    ['at=-1h', 'needs-scan', 422],
    ['region=ap-guangzhou,ap-shanghai', 'needs-scan', 422],
    ['', 'scope-required', 400],
    ['account=default', 'scope-required', 400],
    ['region=ap-guangzhou&status=waiting', 'waiting-cannot-be-asked', 422],
    ['region=ap-guangzhou&status=failed,waiting', 'waiting-cannot-be-asked', 422],
    ['region=ap-tokyo', 'bad-parameter', 400],
    ['account=prod', 'bad-parameter', 400],
    ['region=ap-guangzhou&to=-2d', 'bad-parameter', 400],
    ['region=ap-guangzhou&nope=1', 'bad-parameter', 400],
    ['region=ap-guangzhou&type=nope', 'bad-parameter', 400],
    ['region=ap-guangzhou&page=1&page=2', 'bad-parameter', 400],
    ['region=ap-guangzhou&from=2026-01-01T00:00:00', 'bad-parameter', 400],
  ])('?%s is %s', async (query, kind, status) => {
    const cloud = fakeFleet({ regions, tasks: fakeTasks(3) })
    expect(await problemOf(cloud, query)).toMatchObject({ kind, status })
    expect(cloud.calls).toEqual([])
  })

  it('names what would be understood', async () => {
    const cloud = fakeFleet({ regions })
    expect(await problemOf(cloud, 'region=ap-tokyo')).toMatchObject({
      parameters: [{ parameter: 'region', value: 'ap-tokyo', reason: 'not-allowed', allowed: regions }],
    })
    expect((await problemOf(cloud, '')).detail).toContain('account=default&region=ap-shanghai')
    expect(await problemOf(cloud, 'region=ap-guangzhou&from=-1h&to=-2h')).toMatchObject({
      parameters: [{ parameter: 'to', value: '-2h', reason: 'ends-before-it-starts' }],
    })
  })
})

describe('readers who share a call', () => {
  it('are not hurt by the one whose browser goes away', async () => {
    let aborted = 0
    let finish = () => {}
    const describeTasks: Cloud['fleet']['describeTasks'] = (_scope, _request, { signal } = {}) =>
      new Promise((resolve, reject) => {
        finish = () => resolve({ rows: [], totalCount: 0, requestId: null })
        signal?.addEventListener('abort', () => {
          aborted += 1
          reject(signal.reason)
        })
      })
    const cloud = fakeFleet({ describeTasks })
    const leaver = new AbortController()
    const left = list(cloud, '', leaver.signal).catch((error) => error.problem.status)
    const stays = list(cloud, '', new AbortController().signal)
    await Promise.resolve()
    leaver.abort()
    expect(await left).toBe(499)
    finish()
    expect((await stays).rowCount).toBe(0)
    expect(aborted).toBe(0)
    expect(cloud.calls).toHaveLength(1)
  })
})

describe('the page as JSON', () => {
  it('is the same page, made once', async () => {
    const { fleet } = fakeFleet({ tasks: fakeTasks(3) })
    const viewer = await verifyViewer()
    const search = requireTaskSearch(new URLSearchParams())
    const first = await listTasksAsJson(viewer, search, { fleet })
    expect(JSON.parse(new TextDecoder().decode(first))).toEqual(await listTasks(viewer, search, { fleet }))
    expect(await listTasksAsJson(viewer, search, { fleet })).toBe(first)
  })
})
