import { describe, expect, it } from 'vitest'
import { anyone } from '@/lib/access/fake-viewer'
import type { Detail, Neighbours } from '@/lib/tasks/details/task-details'
import { fakeTask } from '@/lib/tasks/fake-task'
import { locatorOf } from '@/lib/tasks/task-locator'
import { defaultTaskSearch } from '@/lib/tasks/task-search'
import type { AnyDetailSource, AskedTask, DetailSource } from '@/lib/tencent/details/detail-source'
import { UpstreamError } from '@/lib/tencent/errors'
import { fakeFleet } from './fake-fleet'
import { listTasks } from './list-tasks'
import { askDetails, whole } from './task-details'

const ended = fakeTask({ jobId: '1', asyncRequestId: 'a-b-c-d' })

/** A sibling of the test's own, which counts how often it is asked. */
function sibling(read: DetailSource<'import-records'>['read'], source: AnyDetailSource['name'] = 'import-records') {
  const asked: string[] = []
  // Safe: what it reads is what the test says.
  const made = {
    name: source,
    action: `Describe-${source}`,
    serves: () => true,
    read: (question: AskedTask) => {
      asked.push(question.task.key)
      return read(question)
    },
  } as AnyDetailSource
  return { made, asked }
}

const found = { matchedBy: 'job-id' as const, bound: null, requestIds: ['r'] }
const finds = async () => ({ ...found, data: [{ FileName: 'a.sql' }] })
const fails = async () => {
  throw new UpstreamError('not-permitted', { code: 'UnauthorizedOperation' })
}

async function detailsOf(cloud: ReturnType<typeof fakeFleet>, task = ended) {
  return whole(await askDetails(await anyone(), locatorOf(task), { fleet: cloud.fleet }))
}

describe('the details of a task', () => {
  it('have one state a source: one that fails hides no other, and names the action that the key lacks', async () => {
    const siblings = [sibling(finds).made, sibling(fails, 'rollback-detail').made]
    const { sources } = await detailsOf(fakeFleet({ tasks: [ended], siblings }))
    expect(sources.map(({ source, state }) => [source, state])).toEqual([
      ['import-records', 'found'],
      ['rollback-detail', 'failed'],
      ['instance-tasks', 'nothing'],
      ['instances', 'nothing'],
    ])
    expect(sources[1]?.problem).toMatchObject({
      code: 'UnauthorizedOperation',
      detail: expect.stringContaining('cdb:Describe-rollback-detail'),
    })
  })

  it('cost fifty who look at once what they cost one, and nothing again once the task is long over', async () => {
    const one = sibling(finds)
    let asked = 0
    const cloud = fakeFleet({
      tasks: [ended],
      siblings: [one.made],
      describeInstances: async () => {
        asked += 1
        return { instances: [], requestId: null }
      },
    })
    await Promise.all(Array.from({ length: 50 }, () => detailsOf(cloud)))
    const { length } = cloud.calls
    expect({ sibling: one.asked.length, instances: asked, tasks: length }).toEqual({
      sibling: 1,
      instances: 1,
      tasks: 2,
    })
    cloud.clock.pass(30 * 86_400_000)
    await detailsOf(cloud)
    expect(one.asked).toHaveLength(1)
  })

  it('are asked again soon after a failure, and not before', async () => {
    const one = sibling(fails)
    const cloud = fakeFleet({ tasks: [ended], siblings: [one.made] })
    await detailsOf(cloud)
    cloud.clock.pass(2_000)
    await detailsOf(cloud)
    expect(one.asked).toHaveLength(1)
    cloud.clock.pass(2_000)
    await detailsOf(cloud)
    expect(one.asked).toHaveLength(2)
  })

  it('cost no call for the task itself where a list holds it, and compare it with what the list holds', async () => {
    const alike = Array.from({ length: 9 }, (_, index) =>
      fakeTask({ jobId: `${index + 2}`, startedAt: `2026-02-28T10:0${index}:00Z`, durationSeconds: 10 * (index + 1) }),
    )
    const cloud = fakeFleet({ tasks: [ended, ...alike] })
    const viewer = await anyone()
    await listTasks(viewer, defaultTaskSearch, { fleet: cloud.fleet })
    const before = cloud.calls.length
    const { head } = await askDetails(viewer, locatorOf(ended), { fleet: cloud.fleet })
    expect(cloud.calls.slice(before).every(({ request }) => request.instanceId !== undefined)).toBe(true)
    expect(head.past).toMatchObject({ count: 10, medianSeconds: 50, p95Seconds: 300 })
  })

  it('are asked side by side: the slowest alone is waited for', async () => {
    let running = 0
    let most = 0
    const slow = async () => {
      running += 1
      most = Math.max(most, running)
      await new Promise((resolve) => setTimeout(resolve, 20))
      running -= 1
      return { ...found, data: [] }
    }
    const names = ['import-records', 'rollback-detail', 'clone-list'] as const
    await detailsOf(fakeFleet({ tasks: [ended], siblings: names.map((name) => sibling(slow, name).made) }))
    expect(most).toBe(3)
  })
})

function neighboursOf(sources: Detail[]): Neighbours {
  const detail = sources.find((one) => one.source === 'instance-tasks')
  if (detail?.source !== 'instance-tasks' || !detail.data) throw new Error('there are no neighbours')
  return detail.data
}

describe('beside a task', () => {
  const hour = (n: number) => `2026-02-28T${String(n).padStart(2, '0')}:00:00Z`
  const at = (jobId: string, from: number, to: number | null, part = {}) =>
    fakeTask({ jobId, startedAt: hour(from), endedAt: to === null ? null : hour(to), ...part })
  const task = at('50', 12, 14, { status: 'failed' })
  const beside = [
    at('1', 2, 3),
    at('2', 4, 5, { status: 'failed' }),
    at('3', 6, 7, { type: 'reboot' }),
    at('4', 8, 9, { status: 'failed' }),
    at('5', 10, 11, { status: 'failed' }),
    at('6', 11, 13, { type: 'reboot' }),
    at('7', 13, null, { status: 'running' }),
    at('8', 15, 16),
  ]

  it('stand what ran before, during and after it, and the last of its type that worked', async () => {
    const { sources } = await detailsOf(fakeFleet({ tasks: [task, ...beside] }), task)
    const { tasks } = neighboursOf(sources)
    expect(tasks.map(({ relation, jobId }) => `${relation} ${jobId}`)).toEqual([
      'after 8',
      'during 7',
      'during 6',
      'before 5',
      'before 4',
      'before 3',
      'worked 1',
    ])
  })

  it('stand the nearest few, and of how many more there are', async () => {
    const during = Array.from({ length: 11 }, (_, index) => at(`d${index}`, 12, 13))
    const { sources } = await detailsOf(fakeFleet({ tasks: [task, ...beside, ...during] }), task)
    const { tasks, more } = neighboursOf(sources)
    expect(tasks.filter(({ relation }) => relation === 'during')).toHaveLength(10)
    expect(more).toEqual({ after: 0, during: 3, before: 2 })
  })

  it('stands no success that came later, and none is looked for after a success', async () => {
    const cloud = fakeFleet({ tasks: [task, at('8', 15, 16)] })
    const read = await detailsOf(cloud, task)
    expect(JSON.stringify(read.sources)).not.toContain('worked')
    const calls = fakeFleet({ tasks: [ended] })
    await detailsOf(calls)
    expect(calls.calls.filter(({ request }) => request.taskStatuses)).toEqual([])
  })
})
