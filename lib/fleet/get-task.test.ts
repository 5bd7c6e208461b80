import { describe, expect, it } from 'vitest'
import { anyone } from '@/lib/access/fake-viewer'
import { fakeTask, fakeTasks } from '@/lib/tasks/fake-task'
import { fakeFleet } from './fake-fleet'
import { getTask, MOST_CALLS } from './get-task'

const place = { account: 'default', region: 'ap-guangzhou' }

async function get({ fleet }: ReturnType<typeof fakeFleet>, jobId: string, startedAt: string | null = null) {
  return getTask(await anyone(), { ...place, jobId, startedAt }, { fleet })
}

describe('a task whose start is known', () => {
  it('is found with one call for that second, with the item as it came', async () => {
    const cloud = fakeFleet({ tasks: fakeTasks(5_000) })
    const found = await get(cloud, '4000', fakeTasks(4_000).at(-1)?.startedAt)
    expect(found).toMatchObject({ task: { jobId: '4000' }, raw: { JobId: '4000' }, upstreamCalls: 1 })
    const start = Date.parse(found.task.startedAt ?? '')
    expect(cloud.calls.map(({ request }) => request)).toEqual([
      { startTimeBegin: start, startTimeEnd: start, offset: 0, limit: 100 },
    ])
  })

  it('is found among more than 100 of the same second', async () => {
    const startedAt = '2026-02-01T00:00:00Z'
    const tasks = Array.from({ length: 230 }, (_, index) => fakeTask({ jobId: String(index), startedAt }))
    expect(await get(fakeFleet({ tasks }), '229', startedAt)).toMatchObject({ upstreamCalls: 3 })
  })

  it('is not found at another second, and the problem says where it looked', async () => {
    const cloud = fakeFleet({ tasks: fakeTasks(10) })
    await expect(get(cloud, '1', '2020-01-01T00:00:00Z')).rejects.toMatchObject({
      problem: { status: 404, detail: expect.stringContaining('2020-01-01T00:00:00Z') },
    })
  })
})

describe('a task whose start is not known', () => {
  it('is found in the first call of a small fleet', async () => {
    expect(await get(fakeFleet({ tasks: fakeTasks(80) }), '77')).toMatchObject({ upstreamCalls: 1 })
  })

  it('is found wherever it is among as many tasks as the calls can read', async () => {
    const cloud = fakeFleet({ tasks: fakeTasks(MOST_CALLS * 100) })
    expect(await get(cloud, '2000')).toMatchObject({ task: { jobId: '2000' }, upstreamCalls: MOST_CALLS })
  })

  it('is found early when it is new, in whatever order a large fleet comes', async () => {
    const cloud = fakeFleet({ tasks: fakeTasks(40_000).reverse() })
    expect(await get(cloud, '3')).toMatchObject({ task: { jobId: '3' } })
    expect(cloud.calls.length).toBeLessThan(20)
  })

  it('ends the search at its bound and says how far it looked', async () => {
    const cloud = fakeFleet({ tasks: fakeTasks(40_000) })
    await expect(get(cloud, '39999')).rejects.toMatchObject({
      problem: {
        type: 'urn:cdb-tasks:problem:task-not-found',
        detail: expect.stringMatching(/in 20 calls, newest starts first, where there are 40000/),
      },
    })
    expect(cloud.calls).toHaveLength(MOST_CALLS)
  })
})

it('asks once for a page and a route that want the same task', async () => {
  const cloud = fakeFleet({ tasks: fakeTasks(5) })
  await Promise.all([get(cloud, '2'), get(cloud, '2')])
  await get(cloud, '2')
  expect(cloud.calls).toHaveLength(1)
})

it('refuses a region that is not configured without a call, naming those that are', async () => {
  const cloud = fakeFleet()
  const locator = { account: 'default', region: 'ap-tokyo', jobId: '1', startedAt: null }
  await expect(getTask(await anyone(), locator, { fleet: cloud.fleet })).rejects.toMatchObject({
    problem: { status: 400, parameters: [{ parameter: 'region', allowed: ['ap-guangzhou'] }] },
  })
  expect(cloud.calls).toEqual([])
})

it('starts no search for an id that no task can have', async () => {
  const cloud = fakeFleet({ tasks: fakeTasks(5) })
  await expect(get(cloud, '../secrets')).rejects.toMatchObject({ problem: { status: 404 } })
  expect(cloud.calls).toEqual([])
})

it('is not waited for longer than a list, and found by who asks again', async () => {
  const slow = fakeFleet({ tasks: fakeTasks(3) })
  const { describeTasks } = slow.fleet
  let answer = () => {}
  slow.fleet.describeTasks = async (...asked) => {
    await new Promise<void>((resolve) => {
      answer = resolve
    })
    return describeTasks(...asked)
  }
  const locator = { ...place, jobId: '2', startedAt: null }
  const options = { fleet: slow.fleet, deadlineMs: 10 }
  await expect(getTask(await anyone(), locator, options)).rejects.toMatchObject({ problem: { status: 504 } })
  const again = getTask(await anyone(), locator, { fleet: slow.fleet })
  answer()
  expect(await again).toMatchObject({ task: { jobId: '2' }, upstreamCalls: 1 })
})
