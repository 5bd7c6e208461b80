import { describe, expect, it, vi } from 'vitest'
import { anyone } from '@/lib/access/fake-viewer'
import { fakeScope } from '@/lib/tasks/fake-coverage'
import { fakeTask, fakeTasks } from '@/lib/tasks/fake-task'
import { latestAddress } from '@/lib/tasks/page-address'
import type { Task } from '@/lib/tasks/task'
import type { ScopeCoverage, TasksPage } from '@/lib/tasks/tasks-page'
import { UpstreamError } from '@/lib/tencent/errors'
import { answerFrom, fakeFleet } from './fake-fleet'
import { latestTask } from './latest-task'
import * as list from './list-tasks'

const search = { ...latestAddress.defaults, region: ['ap-guangzhou'] }

const complete = fakeScope('ap-guangzhou', { rowsFetched: 1, rowsTotal: 1 })

/** The latest of a page that was read so far. */
async function latestOf(page: { tasks?: Task[]; earlier?: Task[]; scopes?: ScopeCoverage[] }) {
  const { tasks = [], earlier = [], scopes = [complete] } = page
  const read: Partial<TasksPage> = { tasks, earlier, coverage: { scopes, whole: false } }
  // Safe: nothing else of a page is looked at.
  const listed = vi
    .spyOn(list, 'readPage')
    .mockResolvedValueOnce({ page: read as TasksPage, json: () => new Uint8Array() })
  try {
    return await latestTask(await anyone(), search)
  } finally {
    listed.mockRestore()
  }
}

describe('the latest task', () => {
  it('is the newest start of the last thirty days, whatever order the service has', async () => {
    const { fleet, calls } = fakeFleet({ tasks: fakeTasks(60).reverse() })
    const found = await latestTask(await anyone(), search, { fleet })
    expect(found).toMatchObject({ task: { jobId: '1' }, doubtful: [] })
    expect(calls.map(({ request }) => request.startTimeBegin)).toContain(Date.parse('2026-01-30T00:00:00Z'))
  })

  it('is none where nothing started, beyond doubt where everything was read', async () => {
    const { fleet } = fakeFleet({ tasks: [fakeTask({ jobId: '1', startedAt: '2025-12-01T00:00:00Z' })] })
    expect(await latestTask(await anyone(), search, { fleet })).toMatchObject({ task: null, doubtful: [] })
  })

  it('costs no call for a region that is not configured', async () => {
    const { fleet, calls } = fakeFleet()
    const elsewhere = { ...search, region: ['ap-mars'] }
    await expect(latestTask(await anyone(), elsewhere, { fleet })).rejects.toMatchObject({
      problem: { status: 400 },
    })
    expect(calls).toEqual([])
  })

  it('may have begun before the range, if it still runs', async () => {
    const earlier = [fakeTask({ jobId: '8', status: 'running', startedAt: '2025-12-01T00:00:00Z', endedAt: null })]
    expect((await latestOf({ earlier })).task?.jobId).toBe('8')
    const tasks = [fakeTask({ jobId: '9' })]
    expect((await latestOf({ earlier, tasks })).task?.jobId).toBe('9')
  })

  it('is one whose start can be read, if there is any', async () => {
    const tasks = [fakeTask({ jobId: '1', startedAt: 'soon' }), fakeTask({ jobId: '2' })]
    expect((await latestOf({ tasks })).task?.jobId).toBe('2')
  })
})

it('is the newest of all regions that answered, and the one that failed is named', async () => {
  const tasks = [
    fakeTask({ jobId: '1', region: 'ap-guangzhou', startedAt: '2026-02-28T12:00:00Z' }),
    fakeTask({ jobId: '2', region: 'ap-seoul', startedAt: '2026-02-28T13:00:00Z' }),
  ]
  const answer = answerFrom(tasks)
  const { fleet } = fakeFleet({
    regions: ['ap-guangzhou', 'ap-seoul', 'ap-tokyo'],
    describeTasks: async (scope, request, options) => {
      if (scope.region === 'ap-tokyo') throw new UpstreamError('upstream-fault', { code: 'InternalError' })
      return answer(scope, request, options)
    },
  })
  expect(await latestTask(await anyone(), latestAddress.defaults, { fleet })).toMatchObject({
    task: { jobId: '2' },
    doubtful: [{ region: 'ap-tokyo', problem: { code: 'InternalError' } }],
  })
})

describe('a newer one may be', () => {
  const tasks = [fakeTask({ jobId: '1', startedAt: '2026-02-28T12:00:00Z' })]
  const failed: ScopeCoverage = { ...complete, region: 'ap-tokyo', state: 'failed', fetchedAt: null }
  const partial: ScopeCoverage = { ...complete, region: 'ap-seoul', state: 'partial' }

  it('in a region that failed, or stands on an older reading', async () => {
    expect((await latestOf({ tasks, scopes: [complete, failed] })).doubtful).toEqual([failed])
    const stale: ScopeCoverage = { ...failed, stale: true, fetchedAt: '2026-02-28T23:00:00Z' }
    expect((await latestOf({ tasks, scopes: [complete, stale] })).doubtful).toEqual([stale])
  })

  it.each(['reading', 'moving', null] as const)('in a region of which a part was read (%s)', async (gap) => {
    const { doubtful } = await latestOf({ tasks, scopes: [complete, { ...partial, gap }] })
    expect(doubtful).toHaveLength(1)
  })

  it('before what is held of a capped region, but not after', async () => {
    const held = (heldFrom: string): ScopeCoverage => ({ ...partial, gap: 'capped', heldFrom })
    expect((await latestOf({ tasks, scopes: [held('2026-02-28T11:00:00Z')] })).doubtful).toEqual([])
    expect((await latestOf({ tasks, scopes: [held('2026-02-28T13:00:00Z')] })).doubtful).toHaveLength(1)
    expect((await latestOf({ scopes: [held('2026-02-28T11:00:00Z')] })).doubtful).toHaveLength(1)
  })
})
