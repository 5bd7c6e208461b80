import { describe, expect, it } from 'vitest'
import { anyone } from '@/lib/access/fake-viewer'
import { requireTaskSearch } from '@/lib/http/strict-query'
import { failureKindOf } from '@/lib/tasks/failure/failure-kind'
import { fakeTask, fakeTasks } from '@/lib/tasks/fake-task'
import type { Task } from '@/lib/tasks/task'
import { groupFailures } from './failure-groups'
import { fakeFleet } from './fake-fleet'
import { collectTasks, listTasks } from './list-tasks'

let jobs = 0
function failed(message: string, part: Partial<Task> = {}): Task {
  jobs += 1
  return fakeTask({ jobId: String(jobs), status: 'failed', message, ...part })
}

const denied = (line: number, part: Partial<Task> = {}) =>
  failed(`ERROR 1227 (42000) at line ${line}: Access denied; you need SUPER`, part)

describe('failures in groups', () => {
  it('are counted by instance, account, region, type and time', () => {
    const { failures, failureKinds } = groupFailures(
      [
        denied(18, { startedAt: '2026-02-28T18:40:00Z', instanceIds: ['cdb-a', 'cdb-b'] }),
        denied(19, { startedAt: '2026-02-28T19:40:00Z', instanceIds: ['cdb-b'], region: 'ap-shanghai', jobId: '77' }),
        denied(20, { startedAt: 'soon', instanceIds: [], account: 'test', type: 'sql-operation' }),
        failed('dial tcp :0: connection refused'),
        fakeTask({ jobId: '1', message: 'ERROR 1227 (42000): of one that succeeded' }),
      ],
      null,
    )
    expect(failureKinds).toEqual({ all: 2, repeated: 1 })
    expect(failures).toEqual([
      {
        kind: failureKindOf(denied(1)),
        headline: 'ERROR 1227 (42000) at line 19: Access denied; you need SUPER',
        rule: expect.anything(),
        count: 3,
        instances: 2,
        accounts: 2,
        regions: ['ap-guangzhou', 'ap-shanghai'],
        types: ['import-data', 'sql-operation'],
        firstAt: '2026-02-28T18:40:00Z',
        lastAt: '2026-02-28T19:40:00Z',
        newest: 'default/ap-shanghai/77@2026-02-28T19:40:00Z',
      },
    ])
  })

  it('count an instance only if the task failed on it, where its payload tells', () => {
    const payload = [
      { InstanceId: 'cdb-a', Code: 9031, Message: 'the binlog has expired' },
      { InstanceId: 'cdb-b', Code: 0, Message: 'Rollback succeeded' },
    ]
    const part = { payload, instanceIds: ['cdb-a', 'cdb-b'] }
    const tasks = [1, 2].map(() => failed('Rollback of some instances failed', part))
    expect(groupFailures(tasks, null).failures).toMatchObject([{ count: 2, instances: 1 }])
    const silent = [1, 2].map(() => failed('Rollback of some instances failed', { ...part, payload: null }))
    expect(groupFailures(silent, null).failures).toMatchObject([{ count: 2, instances: 2 }])
  })

  it('are told apart by their lines, where the first is the same', () => {
    const nested = (Message: string) => ({ payload: [{ InstanceId: 'cdb-a', Code: 3, Message }] })
    const tasks = ['no such host', 'disk is full'].flatMap((why) => [
      ...[1, 2].map(() => failed(`Task failed\nreason: ${why}`)),
      ...[1, 2, 3].map(() => failed('Some failed', nested(why))),
    ])
    expect(
      groupFailures(tasks, null)
        .failures.map(({ headline }) => headline)
        .sort(),
    ).toEqual([
      'Some failed · disk is full',
      'Some failed · no such host',
      'Task failed · reason: disk is full',
      'Task failed · reason: no such host',
    ])
  })

  it('stand by how many instances they hit, then by how often', () => {
    const often = [1, 2, 3, 4].map(() => failed('often', { instanceIds: ['cdb-a'] }))
    const seldom = [1, 2].map(() => failed('seldom', { instanceIds: ['cdb-a'] }))
    const wide = ['cdb-a', 'cdb-b'].map((id) => failed('wide', { instanceIds: [id] }))
    const { failures } = groupFailures([...seldom, ...often, ...wide], null)
    expect(failures.map(({ headline }) => headline)).toEqual(['wide', 'often', 'seldom'])
  })

  it('are twenty at most, with what is asked for among them, and the number of all', () => {
    const words = Array.from({ length: 26 }, (_, index) => `went ${String.fromCharCode(97 + index).repeat(3)}`)
    const tasks = words.flatMap((word, index) => Array.from({ length: 30 - index }, () => failed(word)))
    const once = failed('only once')
    const kindOf = (message: string) => failureKindOf(failed(message)) ?? ''
    const some = groupFailures([...tasks, once], null)
    expect(some.failures.map(({ headline }) => headline)).toEqual(words.slice(0, 20))
    expect(some.failureKinds).toEqual({ all: 27, repeated: 26 })
    const asked = (message: string) => groupFailures([...tasks, once], kindOf(message)).failures.slice(20)
    expect(asked('went zzz')).toMatchObject([{ headline: 'went zzz', count: 5 }])
    expect(asked('only once')).toMatchObject([{ count: 1 }])
    expect(asked('went aaa')).toEqual([])
    expect(asked('of another day')).toEqual([])
  })

  it('are told by a line that is cut between characters', () => {
    const [group] = groupFailures([failed(`x${'😀'.repeat(200)}`), failed(`x${'😀'.repeat(200)}`)], null).failures
    expect(group?.headline).toBe(`x${'😀'.repeat(99)}…`)
  })
})

describe('the filter by failure', () => {
  const regions = ['ap-guangzhou', 'ap-shanghai']
  const tasks = regions.flatMap((region) => [
    ...fakeTasks(5).map((task) => fakeTask({ ...task, region, key: `default/${region}/${task.jobId}` })),
    ...['900', '901'].map((jobId) => denied(Number(jobId), { jobId, region, instanceIds: [`cdb-${region}`] })),
    failed('dial tcp :0: connection refused', { jobId: '902', region }),
  ])
  const kind = failureKindOf(denied(1)) ?? ''
  const { fleet, calls } = fakeFleet({ regions, tasks })
  const searchOf = (query: string) => requireTaskSearch(new URLSearchParams(query))

  it('lets through what failed so, and the groups stay those of the list without it', async () => {
    const viewer = await anyone()
    const all = await listTasks(viewer, searchOf(''), { fleet })
    const one = await listTasks(viewer, searchOf(`failure=${kind}`), { fleet })
    expect(all.rowCount).toBe(16)
    expect(one.rowCount).toBe(4)
    expect(one.tasks.every(({ failure }) => failure?.kind === kind)).toBe(true)
    expect(one.facets.status).toEqual([{ value: 'failed', count: 4 }])
    expect(one.failures).toEqual(all.failures)
    expect(one.failures).toMatchObject([
      { kind, count: 4, instances: 2, regions },
      { headline: 'dial tcp :0: connection refused', count: 2 },
    ])
  })

  it('goes with the others', async () => {
    const viewer = await anyone()
    const inOne = await listTasks(viewer, searchOf(`failure=${kind}&region=ap-shanghai`), { fleet })
    expect([inOne.rowCount, inOne.failures[0]?.count]).toEqual([2, 2])
    const none = await listTasks(viewer, searchOf(`failure=${kind}&status=succeed`), { fleet })
    expect([none.rowCount, none.failures]).toEqual([0, []])
    expect((await listTasks(viewer, searchOf(`failure=${kind}&q=901`), { fleet })).rowCount).toBe(2)
    expect((await listTasks(viewer, searchOf('failure=00000000'), { fleet })).rowCount).toBe(0)
  })

  it('is of the rows that an export has, and asks the service nothing', async () => {
    const viewer = await anyone()
    await listTasks(viewer, searchOf(''), { fleet })
    const before = calls.length
    const { tasks: exported } = await collectTasks(viewer, searchOf(`failure=${kind}`), { fleet })
    expect(exported.map(({ jobId }) => jobId).sort()).toEqual(['900', '900', '901', '901'])
    expect(exported.every(({ failure }) => failure?.kind === kind)).toBe(true)
    expect(calls).toHaveLength(before)
  })
})
