import { describe, expect, test } from 'vitest'
import { anyone } from '@/lib/access/fake-viewer'
import { ProblemError, problemOf } from '@/lib/http/problem-error'
import { requireTaskSearch } from '@/lib/http/strict-query'
import { fakeTask } from '@/lib/tasks/fake-task'
import { locatorOf } from '@/lib/tasks/task-locator'
import { UpstreamError } from '@/lib/tencent/errors'
import { answerFrom, fakeFleet } from './fake-fleet'
import { getTask } from './get-task'
import { askEvents, wholeEvents } from './instance-events'
import { latestTask } from './latest-task'
import { listInstances } from './list-instances'
import { collectTasks, listTasks } from './list-tasks'
import { permittedInstances } from './permitted-instances'
import { askDetails, whole } from './task-details'

const started = '2026-02-28T23:00:00Z'
const own = fakeTask({
  jobId: '1',
  instanceIds: ['cdb-own'],
  startedAt: started,
  status: 'failed',
  statusWire: 'FAILED',
})
const second = fakeTask({ jobId: '2', instanceIds: ['cdb-two'], startedAt: started })
const both = fakeTask({ jobId: '3', instanceIds: ['cdb-own', 'cdb-foreign'], startedAt: started })
const foreign = fakeTask({ jobId: '4', instanceIds: ['cdb-foreign'], startedAt: started })
const tasks = [own, second, both, foreign]

const search = (query = 'from=-7d') => requireTaskSearch(new URLSearchParams(query))
const refused = (kind: string) =>
  expect.objectContaining({ problem: expect.objectContaining({ type: `urn:cdb-tasks:problem:${kind}` }) })
const names = { 'cdb-own': 'order-1', 'cdb-two': 'order-2', 'cdb-foreign': 'pay-1' }

function fleetOf(only: string[] | null, more: Parameters<typeof fakeFleet>[0] = {}) {
  return fakeFleet({ only, tasks, instanceNames: names, ...more })
}

describe('which instances a rule means', () => {
  const idsOf = async (...only: string[]) => {
    const { fleet } = fleetOf(only)
    const [scope] = fleet.visibleScopes(await anyone())
    return scope ? permittedInstances(fleet, scope) : null
  }

  test('an id means itself, a pattern the names that it fits', async () => {
    expect(await idsOf('CDB-own')).toEqual(['cdb-own'])
    expect(await idsOf('order-*')).toEqual(['cdb-own', 'cdb-two'])
    expect(await idsOf('order-?', 'cdb-other', 'cdb-own')).toEqual(['cdb-other', 'cdb-own', 'cdb-two'])
    expect(await idsOf('order')).toEqual([])
    expect(await idsOf('.*')).toEqual([])
    expect(await idsOf('*')).toEqual(['cdb-own', 'cdb-two', 'cdb-foreign'])
  })

  test('names that cannot be had allow nothing', async () => {
    const { fleet } = fleetOf(['order-*'])
    fleet.instanceNames = () => Promise.reject(new ProblemError(problemOf('network', { detail: '' })))
    await expect(listTasks(await anyone(), search(), { fleet })).rejects.toEqual(refused('network'))
  })
})

describe('who may see some instances', () => {
  test('has the rows, counts and kinds of those, and no other question is asked', async () => {
    const { fleet, calls } = fleetOf(['order-*'])
    const page = await listTasks(await anyone(), search(), { fleet })
    expect(page.tasks.map(({ jobId }) => jobId).sort()).toEqual(['1', '2', '3'])
    expect(page).toMatchObject({ rowCount: 3, coverage: { whole: true } })
    expect(page.coverage.scopes).toMatchObject([{ state: 'complete', region: 'ap-guangzhou' }])
    expect(page.facets.status.reduce((sum, { count }) => sum + count, 0)).toBe(3)
    expect(
      Object.values(page.histogram?.counts ?? {})
        .flat()
        .reduce((sum, count) => sum + count, 0),
    ).toBe(3)
    expect(new Set(calls.map(({ request }) => request.instanceId))).toEqual(new Set(['cdb-own', 'cdb-two']))
  })

  test('keeps rows that do not say whose they are: the service was asked for them', async () => {
    const nameless = fakeTask({ jobId: '9', instanceIds: [], startedAt: started })
    const { fleet } = fleetOf(['cdb-own'], {
      describeTasks: async (_, { instanceId }) => ({
        rows: instanceId === 'cdb-own' ? [{ task: nameless, raw: {} }] : [],
        totalCount: instanceId === 'cdb-own' ? 1 : 0,
        requestId: 'r',
      }),
    })
    expect((await listTasks(await anyone(), search(), { fleet })).tasks).toMatchObject([{ jobId: '9' }])
  })

  test('has a task of two of them once', async () => {
    const { fleet } = fleetOf(['cdb-own', 'cdb-foreign'])
    const page = await listTasks(await anyone(), search(), { fleet })
    expect(page.tasks.map(({ jobId }) => jobId).sort()).toEqual(['1', '3', '4'])
  })

  test('is answered of an instance of theirs, and refused of another without a call', async () => {
    const { fleet, calls } = fleetOf(['cdb-own'])
    expect((await listTasks(await anyone(), search('instance=cdb-own&from=-7d'), { fleet })).rowCount).toBe(2)
    calls.length = 0
    const other = search('instance=cdb-foreign&from=-7d')
    await expect(listTasks(await anyone(), other, { fleet })).rejects.toEqual(refused('no-permission'))
    await expect(collectTasks(await anyone(), other, { fleet })).rejects.toEqual(refused('no-permission'))
    await expect(latestTask(await anyone(), other, { fleet })).rejects.toEqual(refused('no-permission'))
    expect(calls).toEqual([])
  })

  test('asks by request id and by job id within them only', async () => {
    const { fleet, calls } = fleetOf(['cdb-own', 'cdb-two'])
    await listTasks(await anyone(), search('async=00000000-00000000-00000000-00000001&from=all'), { fleet })
    expect((await getTask(await anyone(), { ...locatorOf(second) }, { fleet })).task.jobId).toBe('2')
    expect((await getTask(await anyone(), { ...locatorOf(both), startedAt: null }, { fleet })).task.jobId).toBe('3')
    const asked = calls.map(({ request }) => request.instanceId)
    expect(asked.length).toBeGreaterThan(3)
    expect(asked.every((id) => id === 'cdb-own' || id === 'cdb-two')).toBe(true)
    await expect(getTask(await anyone(), locatorOf(foreign), { fleet })).rejects.toEqual(refused('task-not-found'))
    await expect(getTask(await anyone(), { ...locatorOf(foreign), startedAt: null }, { fleet })).rejects.toEqual(
      refused('task-not-found'),
    )
  })

  test('is not told what others were told: a task, a list, a past that is held for them', async () => {
    const { fleet } = fleetOf(null)
    const wide = await anyone()
    await listTasks(wide, search(), { fleet })
    await getTask(wide, locatorOf(foreign), { fleet })
    const narrow = { ...fleet, visibleScopes: fleetOf(['cdb-two']).fleet.visibleScopes }
    const page = await listTasks(wide, search(), { fleet: narrow })
    expect(page.tasks.map(({ jobId }) => jobId)).toEqual(['2'])
    await expect(getTask(wide, locatorOf(foreign), { fleet: narrow })).rejects.toEqual(refused('task-not-found'))
    await expect(askDetails(wide, locatorOf(foreign), { fleet: narrow })).rejects.toEqual(refused('task-not-found'))
  })

  test('has an export of theirs only', async () => {
    const { fleet } = fleetOf(['cdb-two'])
    const { tasks: rows, coverage } = await collectTasks(await anyone(), search(), { fleet })
    expect(rows.map(({ jobId }) => jobId)).toEqual(['2'])
    expect(coverage.scopes).toMatchObject([{ rowsTotal: 1 }])
  })

  test('reads nothing more of the other instances of a task', async () => {
    const asked: string[][] = []
    const { fleet, calls } = fleetOf(['cdb-own'], {
      describeInstances: async (_, ids) => {
        asked.push(ids)
        return { instances: [], requestId: null }
      },
    })
    await listTasks(await anyone(), search(), { fleet })
    calls.length = 0
    await whole(await askDetails(await anyone(), locatorOf(both), { fleet }))
    expect(asked).toEqual([['cdb-own']])
    expect(calls.every(({ request }) => request.instanceId === 'cdb-own')).toBe(true)
  })

  test('has names and events of theirs only', async () => {
    const asked: string[][] = []
    const { fleet } = fleetOf(['cdb-own'], {
      describeInstances: async (_, ids) => {
        asked.push(ids)
        return { instances: [], requestId: null }
      },
    })
    const place = { account: 'default', region: 'ap-guangzhou' }
    const keys = [...['cdb-own', 'cdb-foreign'].map((instanceId) => ({ ...place, instanceId }))]
    await listInstances(await anyone(), keys, { fleet })
    expect(asked).toEqual([['cdb-own']])
    await expect(askEvents(await anyone(), 'cdb-foreign', search(), { fleet })).rejects.toEqual(
      refused('no-permission'),
    )
  })

  test('sees an empty list where there are none, at no cost', async () => {
    const { fleet, calls } = fleetOf(['nothing-*'])
    const page = await listTasks(await anyone(), search(), { fleet })
    expect(page).toMatchObject({
      rowCount: 0,
      coverage: { whole: true, scopes: [{ state: 'complete', rowsTotal: 0 }] },
    })
    expect(calls).toEqual([])
  })

  test('is told what one list can ask about', async () => {
    const many = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`cdb-${index}`, `order-${index}`]))
    const { fleet, calls } = fleetOf(['order-*'], { instanceNames: many })
    await expect(listTasks(await anyone(), search(), { fleet })).rejects.toEqual(refused('too-many-instances'))
    expect((await listTasks(await anyone(), search('instance=cdb-7&from=-7d'), { fleet })).rowCount).toBe(0)
    expect(new Set(calls.map(({ request }) => request.instanceId))).toEqual(new Set(['cdb-7']))
  })
})

describe('several scans of one scope', () => {
  test('of which one fails are a scope that failed, with the rows of the others', async () => {
    const answer = answerFrom(tasks)
    const { fleet } = fleetOf(['cdb-own', 'cdb-two'], {
      describeTasks: (scope, request, options) =>
        request.instanceId === 'cdb-two'
          ? Promise.reject(new UpstreamError('upstream-fault', { code: 'InternalError' }))
          : answer(scope, request, options),
    })
    const page = await listTasks(await anyone(), search(), { fleet })
    expect(page.tasks.map(({ jobId }) => jobId).sort()).toEqual(['1', '3'])
    expect(page.coverage).toMatchObject({
      whole: false,
      scopes: [{ state: 'failed', problem: { code: 'InternalError' } }],
    })
  })

  test('whose names are slow hold no other region', async () => {
    const { fleet } = fakeFleet({ tasks, regions: ['ap-guangzhou', 'ap-shanghai'] })
    const visible = fleet.visibleScopes(await anyone())
    fleet.visibleScopes = () =>
      visible.map((scope) => ({ ...scope, only: scope.region === 'ap-shanghai' ? ['a*'] : null }))
    fleet.instanceNames = () => new Promise(() => {})
    const page = await listTasks(await anyone(), search(), { fleet, wait: 'first' })
    expect(page.rowCount).toBe(4)
    expect(page.coverage.scopes).toMatchObject([{ state: 'complete' }, { state: 'failed', problem: { status: 504 } }])
  })

  test('one of an instance that is gone is one without tasks', async () => {
    const answer = answerFrom(tasks)
    const gone = new UpstreamError('instance-not-found', { code: 'InvalidParameter.InstanceNotFound' })
    const { fleet } = fleetOf(['cdb-gone'], {
      describeTasks: (scope, request, options) =>
        request.instanceId === 'cdb-gone' ? Promise.reject(gone) : answer(scope, request, options),
    })
    expect((await listTasks(await anyone(), search(), { fleet })).rowCount).toBe(0)
    const named = search('instance=cdb-gone&from=-7d')
    await expect(listTasks(await anyone(), named, { fleet })).rejects.toEqual(refused('instance-not-found'))
  })
})

test('events of an instance of theirs are told', async () => {
  const { fleet } = fleetOf(['cdb-own'])
  fleet.eventSources = Object.fromEntries(
    Object.entries(fleet.eventSources).map(([name, { action }]) => [
      name,
      { action, read: async () => ({ items: [], requestIds: [] }) },
    ]),
    // Safe: the same names, with readers that find nothing.
  ) as unknown as typeof fleet.eventSources
  const events = await wholeEvents(await askEvents(await anyone(), 'cdb-own', search(), { fleet }))
  expect(events.sources.map(({ state }) => state)).toEqual(events.sources.map(() => 'nothing'))
})
