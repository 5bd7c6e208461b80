import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyone } from '@/lib/access/fake-viewer'
import { refuse } from '@/lib/http/problem-error'
import { requireTaskSearch } from '@/lib/http/strict-query'
import { fakeTask, fakeTasks } from '@/lib/tasks/fake-task'
import type { Task } from '@/lib/tasks/task'
import { toUtcText } from '@/lib/tasks/task-time'
import { answerFrom, fakeFleet, settle } from './fake-fleet'
import { collectTasks, type ListOptions, listTasks, listTasksAsJson } from './list-tasks'

type Cloud = ReturnType<typeof fakeFleet>
type Ask = Cloud['fleet']['describeTasks']

async function list({ fleet }: Cloud, query = '', options: ListOptions = {}) {
  return listTasks(await anyone(), requireTaskSearch(new URLSearchParams(query)), { fleet, ...options })
}

async function problemOf(cloud: Cloud, query: string) {
  const outcome = await list(cloud, query).catch((error) => error)
  expect(outcome.name).toBe('ProblemError')
  return { ...outcome.problem, kind: outcome.problem.type.split(':').at(-1) }
}

const regions = ['ap-guangzhou', 'ap-shanghai', 'ap-singapore']
const idsOf = (tasks: Task[]) => tasks.map(({ jobId }) => jobId)

function tasksIn(region: string, count: number, part: Partial<Task> = {}): Task[] {
  return fakeTasks(count).map((task) =>
    fakeTask({ ...task, ...part, region, key: `default/${region}/${task.jobId}`, jobId: task.jobId }),
  )
}

describe('one list over every scope', () => {
  it('merges all regions, newest start first, where the address names none', async () => {
    const cloud = fakeFleet({
      regions,
      tasks: [
        ...tasksIn('ap-guangzhou', 3),
        ...tasksIn('ap-shanghai', 2).map((task) => ({ ...task, jobId: `9${task.jobId}` })),
      ],
    })
    const page = await list(cloud)
    expect(idsOf(page.tasks)).toEqual(['91', '1', '92', '2', '3'])
    expect(page).toMatchObject({ rowCount: 5, coverage: { whole: true } })
    expect(page.coverage.scopes.map(({ region, state }) => [region, state])).toEqual(
      regions.map((region) => [region, 'complete']),
    )
    expect(page.facets.region).toEqual([
      { value: 'ap-guangzhou', count: 3 },
      { value: 'ap-shanghai', count: 2 },
    ])
  })

  it('keeps equal job ids of two regions apart', async () => {
    const page = await list(fakeFleet({ regions, tasks: regions.flatMap((region) => tasksIn(region, 2)) }))
    expect(new Set(page.tasks.map(({ key }) => key)).size).toBe(6)
  })

  it('sorts, searches and pages over the whole at no call more', async () => {
    const tasks = regions.flatMap((region, at) =>
      tasksIn(region, 250).map((task, index) => ({
        ...task,
        durationSeconds: (index * 37 + at) % 997,
        message: index === 7 ? 'Deadlock found' : null,
      })),
    )
    const cloud = fakeFleet({ regions, tasks })
    const page = await list(cloud, 'sort=-duration&size=100&from=-7d')
    const calls = cloud.calls.length
    const sorted = tasks.map(({ durationSeconds }) => durationSeconds).sort((a, b) => b - a)
    expect(page.tasks.map(({ durationSeconds }) => durationSeconds)).toEqual(sorted.slice(0, 100))
    const last = await list(cloud, 'sort=-duration&size=100&page=8&from=-7d')
    expect(last.tasks.map(({ durationSeconds }) => durationSeconds)).toEqual(sorted.slice(700))
    expect((await list(cloud, 'q=msg:deadlock&from=-7d')).rowCount).toBe(3)
    expect((await list(cloud, 'job=8&from=-7d')).rowCount).toBe(3)
    expect((await list(cloud, 'type=import-data&status=succeed&from=-7d')).rowCount).toBe(750)
    expect(cloud.calls).toHaveLength(calls)
  })

  it('shows each row exactly once across its pages', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 350 }), fc.constantFrom(20, 50, 100), async (count, size) => {
        const tasks = regions.flatMap((region) => tasksIn(region, count))
        const cloud = fakeFleet({ regions, tasks })
        const seen: string[] = []
        for (let page = 1; page <= Math.max(1, Math.ceil((count * 3) / size)); page++) {
          seen.push(...(await list(cloud, `from=all&size=${size}&page=${page}`)).tasks.map(({ key }) => key))
        }
        expect(seen.sort()).toEqual(tasks.map(({ key }) => key).sort())
      }),
      { numRuns: 20 },
    )
  })

  it('counts each filter over what the others let through', async () => {
    const tasks = [
      fakeTask({ jobId: '1', status: 'failed', type: 'import-data' }),
      fakeTask({ jobId: '2', status: 'failed', type: 'reboot' }),
      fakeTask({ jobId: '3', status: 'running', type: 'reboot', endedAt: null }),
    ]
    const cloud = fakeFleet({ tasks })
    await list(cloud)
    const { facets, rowCount } = await list(cloud, 'status=failed')
    expect(rowCount).toBe(2)
    expect(facets.status).toEqual([
      { value: 'failed', count: 2 },
      { value: 'running', count: 1 },
    ])
    expect(facets.type).toEqual([
      { value: 'import-data', count: 1 },
      { value: 'reboot', count: 1 },
    ])
  })

  it('is empty beyond its end, with the count', async () => {
    expect(await list(fakeFleet({ tasks: fakeTasks(101) }), 'page=40')).toMatchObject({ tasks: [], rowCount: 101 })
  })
})

describe('what the service is asked', () => {
  it('is the range, the instance, the async request, the types, and statuses of tasks that have ended', async () => {
    const cloud = fakeFleet()
    await list(cloud, 'type=upgrade-master,2&status=failed,killed&instance=cdb-c1nl9rpv')
    expect(cloud.calls[0]?.request).toMatchObject({
      startTimeBegin: Date.parse('2026-02-28T00:00:00Z'),
      startTimeEnd: Date.parse('2026-03-01T00:00:00Z'),
      taskTypes: [2, 11],
      taskStatuses: [3, 4],
      instanceId: 'cdb-c1nl9rpv',
    })
  })

  it.each(['active', 'waiting', 'failed,waiting', 'running', 'failed,active'])(
    'is never a number for status=%s, which would lose what waits',
    async (status) => {
      const tasks = [
        fakeTask({ jobId: '1', status: 'waiting', endedAt: null }),
        fakeTask({ jobId: '2', status: 'running', endedAt: null }),
        fakeTask({ jobId: '3', status: 'failed' }),
      ]
      const cloud = fakeFleet({ tasks })
      const page = await list(cloud, `status=${status}`)
      const wanted: Record<string, string[]> = {
        active: ['2', '1'],
        waiting: ['1'],
        'failed,waiting': ['3', '1'],
        running: ['2'],
        'failed,active': ['3', '2', '1'],
      }
      expect(idsOf(page.tasks)).toEqual(wanted[status])
      expect(page.coverage.whole).toBe(true)
    },
  )

  it.each([
    ['status=unknown', ['1']],
    ['status=unknown,failed', ['3', '1']],
    ['type=unknown', ['2']],
    ['type=unknown,import-data&status=failed', ['3']],
    ['type=unknown,reboot', ['4', '2']],
  ])('is no number for %s, which nobody has documented', async (query, wanted) => {
    const tasks = [
      fakeTask({ jobId: '1', status: 'unknown', statusWire: 9 }),
      fakeTask({ jobId: '2', type: 'unknown', typeWire: 99 }),
      fakeTask({ jobId: '3', status: 'failed' }),
      fakeTask({ jobId: '4', type: 'reboot' }),
    ]
    expect(idsOf((await list(fakeFleet({ tasks }), query)).tasks)).toEqual(wanted)
  })

  it('is one question however the same search is written, and whatever the state of the page', async () => {
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

  it('is the same for two hundred who look at one view', async () => {
    const cloud = fakeFleet({ tasks: fakeTasks(950) })
    await Promise.all(Array.from({ length: 200 }, (_, index) => list(cloud, `from=-7d&page=${1 + (index % 9)}`)))
    expect(cloud.calls).toHaveLength(11)
    const costs: number[] = []
    for (let second = 1; second <= 60; second++) {
      cloud.clock.pass(1_000)
      const before = cloud.calls.length
      await Promise.all(Array.from({ length: 40 }, () => list(cloud, 'from=-7d')))
      if (cloud.calls.length > before) costs.push(cloud.calls.length - before)
    }
    expect(costs.length).toBeLessThanOrEqual(12)
    expect(Math.max(...costs)).toBeLessThanOrEqual(5)
  })
})

describe('a window never hides what still runs', () => {
  const old = fakeTask({ jobId: '77', status: 'running', startedAt: '2026-02-27T12:00:00Z', endedAt: null })

  it('has it as a group of its own, narrowed by the same filters', async () => {
    const cloud = fakeFleet({ tasks: [...fakeTasks(3), old] })
    const page = await list(cloud)
    expect([idsOf(page.earlier), page.rowCount]).toEqual([['77'], 3])
    expect(idsOf((await list(cloud, 'status=active')).earlier)).toEqual(['77'])
    expect((await list(cloud, 'status=failed')).earlier).toEqual([])
    expect((await list(cloud, 'q=nothing')).earlier).toEqual([])
    expect((await list(cloud, 'size=20&page=2')).earlier).toEqual([])
  })

  it('has no task twice, be its start one that nobody can read', async () => {
    const odd = fakeTask({ jobId: '78', status: 'running', startedAt: null, endedAt: null })
    for (const query of ['', 'at=-1m', 'from=-7d']) {
      const page = await list(fakeFleet({ tasks: [...fakeTasks(3), old, odd] }), query)
      const ids = idsOf([...page.tasks, ...page.earlier])
      expect(ids.filter((id) => id === '78')).toHaveLength(query.startsWith('at') ? 0 : 1)
      expect(new Set(ids).size).toBe(ids.length)
    }
  })

  it('is not asked about where the window has an end', async () => {
    const cloud = fakeFleet({ tasks: [old] })
    expect((await list(cloud, 'from=-2h&to=-1h')).earlier).toEqual([])
    expect(cloud.calls).toHaveLength(1)
  })
})

describe('what was running at a moment', () => {
  const at = '2026-02-28T10:00:00Z'
  const task = (jobId: string, startedAt: string, endedAt: string | null, status: Task['status'] = 'succeed') =>
    fakeTask({ jobId, startedAt, endedAt, status })

  it('overlaps it, ends counted in, whatever still runs from longer ago among it', async () => {
    const tasks = [
      task('1', '2026-02-28T09:00:00Z', '2026-02-28T11:00:00Z'),
      task('2', '2026-02-28T09:00:00Z', '2026-02-28T09:59:59Z'),
      task('3', at, at),
      task('4', '2026-02-28T10:00:01Z', null, 'running'),
      task('5', '2026-02-23T10:00:00Z', null, 'waiting'),
      task('6', '2026-02-01T10:00:00Z', null, 'running'),
      task('7', '2026-02-28T08:00:00Z', null),
    ]
    const page = await list(fakeFleet({ tasks }), `at=${at}`)
    expect(idsOf(page.tasks).sort()).toEqual(['1', '3', '5', '6'])
    expect(page.earlier).toEqual([])
    const since = await list(fakeFleet({ tasks }), `at=${at}&from=2026-02-28T09:30:00Z`)
    expect(idsOf(since.tasks).sort()).toEqual(['3', '6'])
    const until = await list(fakeFleet({ tasks }), `at=${at}&to=2026-02-28T09:00:00Z`)
    expect(idsOf(until.tasks).sort()).toEqual(['1', '5'])
    const between = await list(fakeFleet({ tasks }), `at=${at}&from=2026-02-28T09:00:00Z&to=2026-03-01T00:00:00Z`)
    expect(idsOf(between.tasks).sort()).toEqual(['1', '3'])
  })
})

describe('a region that is slow or down', () => {
  /** Singapore does as it is told; the others answer. */
  function cloudWith(singapore: Ask): Cloud {
    const answer = answerFrom(regions.flatMap((region) => tasksIn(region, 2)))
    return fakeFleet({
      regions,
      describeTasks: (scope, ...rest) => (scope.region === 'ap-singapore' ? singapore : answer)(scope, ...rest),
    })
  }
  const silent: Ask = (_scope, _request, { signal }) =>
    new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)))
  const broken: Ask = async () => refuse('upstream-fault', { detail: 'x', code: 'InternalError', requestId: 'r-1' })

  it('never holds the others: what has come is shown, and what is missing named', async () => {
    const started = performance.now()
    const page = await list(cloudWith(silent), '', { wait: 'first' })
    expect(performance.now() - started).toBeLessThan(3_000)
    expect(page.rowCount).toBe(4)
    expect(page.coverage.whole).toBe(false)
    expect(page.coverage.scopes[2]).toMatchObject({
      state: 'partial',
      gap: 'reading',
      rowsTotal: null,
      fetchedAt: null,
    })
  })

  it('is not called unread where its answer is all there is', async () => {
    const page = await list(cloudWith(answerFrom(tasksIn('ap-singapore', 2))), '', { wait: 'first' })
    expect(page.coverage.scopes.map(({ state }) => state)).toEqual(['complete', 'complete', 'complete'])
  })

  it('has its grace once: whoever looks again sees at once what has come', async () => {
    const cloud = cloudWith(silent)
    const first = performance.now()
    await list(cloud, '', { wait: 'first' })
    const again = performance.now()
    for (let looks = 0; looks < 5; looks++) expect((await list(cloud, '', { wait: 'first' })).rowCount).toBe(4)
    expect(performance.now() - again).toBeLessThan(again - first)
  })

  it('has its problem told, with the cloud’s code and request id, and is asked again on its own', async () => {
    let answers = broken
    const cloud = cloudWith((...asked) => answers(...asked))
    const page = await list(cloud)
    expect(page.coverage.scopes.map(({ state }) => state)).toEqual(['complete', 'complete', 'failed'])
    expect(page.coverage.scopes[2]).toMatchObject({
      problem: { code: 'InternalError', requestId: 'r-1' },
      stale: false,
    })
    answers = answerFrom(tasksIn('ap-singapore', 2))
    const before = cloud.calls.length
    await list(cloud)
    expect(cloud.calls).toHaveLength(before)
    cloud.clock.pass(1_500)
    const retried = await list(cloud, '', { retry: { account: 'default', region: 'ap-singapore' } })
    expect(retried).toMatchObject({ rowCount: 6, coverage: { whole: true } })
    expect(cloud.calls.slice(before).map(({ region }) => region)).toEqual(['ap-singapore', 'ap-singapore'])
  })

  it('rests a second before it is asked again, and who asked waits for that', async () => {
    let answers = broken
    const cloud = cloudWith((...asked) => answers(...asked))
    await list(cloud)
    answers = answerFrom(tasksIn('ap-singapore', 2))
    const start = performance.now()
    const page = await list(cloud, '', { retry: { account: 'default', region: 'ap-singapore' }, wait: 'first' })
    expect(page.coverage.whole).toBe(true)
    expect(performance.now() - start).toBeGreaterThan(900)
  })

  it('is asked again at once, with all others that failed, where nobody names it', async () => {
    let answers = broken
    const cloud = cloudWith((...asked) => answers(...asked))
    await list(cloud)
    answers = answerFrom(tasksIn('ap-singapore', 2))
    cloud.clock.pass(1_500)
    const before = cloud.calls.length
    expect((await list(cloud, '', { retry: 'all' })).coverage.whole).toBe(true)
    expect(new Set(cloud.calls.slice(before).map(({ region }) => region))).toEqual(new Set(['ap-singapore']))
  })

  it('stands on its last good rows, and says that they are stale', async () => {
    let answers: Ask = answerFrom(tasksIn('ap-singapore', 2))
    const cloud = cloudWith((...asked) => answers(...asked))
    await list(cloud)
    answers = broken
    cloud.clock.pass(5_000)
    const page = await list(cloud)
    expect(page).toMatchObject({ rowCount: 6, coverage: { whole: false } })
    expect(page.coverage.scopes[2]).toMatchObject({ state: 'failed', stale: true, rowsFetched: 2 })
    expect(page.coverage.scopes[2]?.fetchedAt).toBe(toUtcText(cloud.clock.now() - 5_000))
  })

  it('keeps its rows, and costs the others no call, when the list is narrowed by what the rows themselves tell', async () => {
    let answers: Ask = answerFrom(tasksIn('ap-singapore', 2))
    const cloud = cloudWith((...asked) => answers(...asked))
    await list(cloud)
    answers = broken
    cloud.clock.pass(5_000)
    await list(cloud)
    const before = cloud.calls.length
    const page = await list(cloud, 'status=succeed&type=import-data')
    expect(page.rowCount).toBe(6)
    expect(page.coverage.scopes[2]).toMatchObject({ state: 'failed', stale: true, rowsFetched: 2 })
    expect(cloud.calls).toHaveLength(before)
  })

  it('is called failed no longer once who asked again has brought a page of it', async () => {
    let answers = broken
    const cloud = cloudWith((...asked) => answers(...asked))
    await list(cloud, 'from=all')
    const answer = answerFrom(tasksIn('ap-singapore', 150))
    answers = (scope, request, options) => (request.offset === 0 ? answer : silent)(scope, request, options)
    const retry = { account: 'default', region: 'ap-singapore' }
    const page = await list(cloud, 'from=all', { retry, wait: 'first' })
    expect(page.coverage.scopes[2]).toMatchObject({ state: 'partial', gap: 'reading', rowsFetched: 100, problem: null })
  })

  it('has what it brought before it failed shown, as a part', async () => {
    const tasks = fakeTasks(250)
    const answer = answerFrom(tasks)
    const cloud = fakeFleet({
      describeTasks: (scope, request, options) => (request.offset === 200 ? broken : answer)(scope, request, options),
    })
    const page = await list(cloud, 'from=all')
    expect(page.coverage).toMatchObject({
      whole: false,
      scopes: [{ state: 'failed', rowsFetched: 200, rowsTotal: 250 }],
    })
    expect(page.rowCount).toBe(200)
  })

  it('is a problem of its own only where no region has anything to show', async () => {
    expect(await problemOf(fakeFleet({ regions, describeTasks: broken }), '')).toMatchObject({
      kind: 'upstream-fault',
      code: 'InternalError',
    })
  })
})

describe('an instance whose region nobody knows', () => {
  const tasks = tasksIn('ap-shanghai', 2, { instanceIds: ['cdb-aaaabbbb'] })
  const answer = answerFrom(tasks)
  const describeTasks: Ask = async (scope, request, options) => {
    const known = request.instanceId === 'cdb-aaaabbbb' && scope.region === 'ap-shanghai'
    return known ? answer(scope, request, options) : refuse('instance-not-found', { detail: 'x', requestId: 'r' })
  }

  it('is found, and regions that do not have it are complete', async () => {
    const page = await list(fakeFleet({ regions, describeTasks }), 'instance=cdb-aaaabbbb')
    expect(page).toMatchObject({ rowCount: 2, coverage: { whole: true } })
  })

  it('stays unknown where it is asked about again, be the range one that has ended', async () => {
    for (const range of ['', '&to=2026-02-28T20:00:00Z']) {
      const cloud = fakeFleet({ regions, describeTasks })
      await list(cloud, `instance=cdb-aaaabbbb${range}`)
      cloud.clock.pass(5_000)
      const page = await list(cloud, `instance=cdb-aaaabbbb${range}`)
      expect(page.coverage.scopes.map(({ state }) => state)).toEqual(['complete', 'complete', 'complete'])
    }
  })

  it('is not called unknown while a region cannot say', async () => {
    const broken: Ask = async (scope, ...rest) =>
      scope.region === 'ap-singapore' ? refuse('upstream-fault', { detail: 'x' }) : describeTasks(scope, ...rest)
    const page = await list(fakeFleet({ regions, describeTasks: broken }), 'instance=cdb-nosuch00')
    expect(page).toMatchObject({ rowCount: 0, coverage: { whole: false } })
    expect(page.coverage.scopes.map(({ state }) => state)).toEqual(['complete', 'complete', 'failed'])
  })

  it('is a problem where no region has it', async () => {
    const problem = await problemOf(fakeFleet({ regions, describeTasks }), 'instance=cdb-nosuch00')
    expect(problem.kind).toBe('instance-not-found')
  })
})

describe('more than may be held', () => {
  it('is told with where the held part begins', async () => {
    const cloud = fakeFleet({ tasks: fakeTasks(1_500), rowsPerScope: 1_000 })
    const page = await list(cloud, 'from=all')
    expect(page.coverage).toMatchObject({
      whole: false,
      scopes: [{ state: 'partial', gap: 'capped', rowsTotal: 1_500 }],
    })
    const oldest = (await list(cloud, 'from=all&sort=started')).tasks[0]?.startedAt ?? ''
    const heldFrom = page.coverage.scopes[0]?.heldFrom ?? ''
    expect(Date.parse(oldest) - Date.parse(heldFrom)).toBeGreaterThanOrEqual(0)
    expect(Date.parse(oldest) - Date.parse(heldFrom)).toBeLessThan(60_000)
    expect(page.rowCount).toBeGreaterThan(850)
  })

  it('is no matter to a list of fewer regions, which stands on what is held', async () => {
    const tasks = regions.flatMap((region) => tasksIn(region, 150))
    const cloud = fakeFleet({ regions, tasks, rowsPerScope: 1_000, rowsInMemory: 1_500 })
    await list(cloud, 'from=all')
    const before = cloud.calls.length
    expect((await list(cloud, 'from=all&region=ap-shanghai,ap-singapore')).rowCount).toBe(300)
    expect((await list(cloud, 'from=all&region=ap-shanghai')).rowCount).toBe(150)
    expect(cloud.calls).toHaveLength(before)
  })

  it('depends on what the others need: who needs more than an equal share has what they leave', async () => {
    const tasks = regions.flatMap((region) => tasksIn(region, region === 'ap-shanghai' ? 800 : 20))
    const cloud = fakeFleet({ regions, tasks, rowsPerScope: 1_000, rowsInMemory: 1_500 })
    const first = await list(cloud, 'from=all')
    expect(first.coverage.scopes.map(({ gap }) => gap)).toEqual([null, 'capped', null])
    expect(await list(cloud, 'from=all')).toMatchObject({ rowCount: 840, coverage: { whole: true } })
    cloud.clock.pass(5_000)
    const before = cloud.calls.length
    expect((await list(cloud, 'from=all')).coverage.whole).toBe(true)
    expect(cloud.calls.length - before).toBeLessThan(10)
    expect((await list(cloud, 'from=all&status=failed')).coverage.whole).toBe(true)
  })

  it('stands in with its newest rows while more of it cannot be read', async () => {
    const answer = answerFrom(regions.flatMap((region) => tasksIn(region, region === 'ap-shanghai' ? 800 : 20)))
    let isBroken = false
    const cloud = fakeFleet({
      regions,
      rowsPerScope: 1_000,
      rowsInMemory: 1_500,
      describeTasks: (scope, request, options) =>
        isBroken && scope.region === 'ap-shanghai'
          ? refuse('upstream-fault', { detail: 'x' })
          : answer(scope, request, options),
    })
    await list(cloud, 'from=all')
    isBroken = true
    for (const age of [5_000, 10_000]) {
      cloud.clock.pass(5_000)
      const { coverage } = await list(cloud, 'from=all')
      expect(coverage.scopes[1]).toMatchObject({ gap: 'capped', fetchedAt: toUtcText(cloud.clock.now() - age) })
    }
    expect((await list(cloud, 'from=all')).coverage.scopes[1]).toMatchObject({ state: 'failed', stale: true })
  })

  it('is shared by the regions of one question', async () => {
    const tasks = regions.flatMap((region) => tasksIn(region, 900))
    const page = await list(fakeFleet({ regions, tasks, rowsPerScope: 1_000, rowsInMemory: 1_500 }), 'from=all')
    expect(page.coverage.scopes.map(({ gap }) => gap)).toEqual(['capped', 'capped', 'capped'])
    expect(page.rowCount).toBeLessThanOrEqual(1_500)
  })
})

describe('a refusal costs no call', () => {
  it.each([
    ['region=ap-tokyo', 'bad-parameter'],
    ['region=ap-guangzhou,ap-tokyo', 'bad-parameter'],
    ['account=prod', 'bad-parameter'],
    ['region=ap-guangzhou&to=-2d', 'bad-parameter'],
    ['at=-1h&to=-9d', 'bad-parameter'],
    ['at=-1h&from=-2h&to=-3h', 'bad-parameter'],
    ['at=2027-01-01T00:00:00Z', 'bad-parameter'],
    ['at=-3d&from=-2d', 'bad-parameter'],
    ['nope=1', 'bad-parameter'],
    ['type=nope', 'bad-parameter'],
    ['page=1&page=2', 'bad-parameter'],
    ['from=2026-01-01T00:00:00', 'bad-parameter'],
  ])('?%s is %s', async (query, kind) => {
    const cloud = fakeFleet({ regions, tasks: fakeTasks(3) })
    expect(await problemOf(cloud, query)).toMatchObject({ kind, status: 400 })
    expect(cloud.calls).toEqual([])
  })

  it('names what would be understood', async () => {
    const cloud = fakeFleet({ regions })
    expect(await problemOf(cloud, 'region=ap-tokyo')).toMatchObject({
      parameters: [{ parameter: 'region', value: 'ap-tokyo', reason: 'not-allowed', allowed: regions }],
    })
    expect(await problemOf(cloud, 'from=-1h&to=-2h')).toMatchObject({
      parameters: [{ parameter: 'to', value: '-2h', reason: 'ends-before-it-starts' }],
    })
  })
})

describe('a reader who goes away', () => {
  it('does not hurt the others', async () => {
    let finish = () => {}
    const describeTasks: Ask = () =>
      new Promise((resolve) => {
        finish = () => resolve({ rows: [], totalCount: 0, requestId: null })
      })
    const cloud = fakeFleet({ describeTasks })
    const leaver = new AbortController()
    const left = list(cloud, 'from=all', { signal: leaver.signal }).catch((error) => error.problem.status)
    const stays = list(cloud, 'from=all', { signal: new AbortController().signal })
    await settle()
    leaver.abort()
    expect(await left).toBe(499)
    finish()
    expect((await stays).rowCount).toBe(0)
    expect(cloud.calls).toHaveLength(1)
  })
})

describe('the same list elsewhere', () => {
  it('is JSON made once', async () => {
    const { fleet } = fakeFleet({ tasks: fakeTasks(3) })
    const viewer = await anyone()
    const search = requireTaskSearch(new URLSearchParams())
    const first = await listTasksAsJson(viewer, search, { fleet })
    expect(JSON.parse(new TextDecoder().decode(first))).toEqual(await listTasks(viewer, search, { fleet }))
    expect(await listTasksAsJson(viewer, search, { fleet })).toBe(first)
  })

  it('is every row of all its pages, what runs from before first', async () => {
    const old = fakeTask({ jobId: '900', status: 'running', startedAt: '2026-02-20T00:00:00Z', endedAt: null })
    const { fleet } = fakeFleet({ tasks: [...fakeTasks(130), old] })
    const search = requireTaskSearch(new URLSearchParams('sort=started&size=20&page=3'))
    const { tasks, from, to } = await collectTasks(await anyone(), search, { fleet })
    expect(idsOf(tasks)).toEqual(['900', ...idsOf(fakeTasks(130)).reverse()])
    expect([from, to]).toEqual([Date.parse('2026-02-28T00:00:00Z'), Date.parse('2026-03-01T00:00:00Z')])
  })
})
