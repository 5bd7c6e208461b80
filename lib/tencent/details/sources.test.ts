import { beforeEach, describe, expect, it } from 'vitest'
import { config, type Scope } from '@/lib/config'
import { fakeTask } from '@/lib/tasks/fake-task'
import type { Task } from '@/lib/tasks/task'
import { toBeijingTime } from '@/simulator/beijing-time'
import { stubCloud } from '@/simulator/stubbed-cloud'
import { describeTasks } from '../describe-tasks'
import { describeInstances } from './db-instances'
import { importRecords } from './import-records'
import { parameterRecords } from './parameter-records'
import { rollbackDetail } from './rollback-detail'
import { switchRecords } from './switch-records'
import { timeWindow } from './time-window'

const REGION = 'ap-shanghai'
const { moment, control } = stubCloud(
  { requestsPerSecond: 10_000 },
  { CDB_TASKS_REGIONS: REGION, CDB_TASKS_RATE: '9000' },
)

const START = Date.parse('2026-01-10T00:00:00Z')
const task = fakeTask({
  jobId: '4711',
  region: REGION,
  startedAt: '2026-01-10T00:00:00Z',
  endedAt: '2026-01-10T00:01:00Z',
  asyncRequestId: '11111111-22222222-33333333-44444444',
  instanceIds: ['cdb-c1nl9rpv'],
})

function asked(part: Partial<Task> = {}) {
  const [account] = config().accounts
  // Safe: the stubbed cloud configures one account.
  const scope = { account, region: REGION } as Scope
  return { scope, task: { ...task, ...part }, now: moment, signal: new AbortController().signal }
}

const reply = (action: string, response: object) => control('PUT', `reply?region=${REGION}&action=${action}`, response)

async function callsOf(action: string): Promise<number> {
  // Safe: the simulator's own JSON.
  return ((await control('GET', `calls?action=${action}`)) as { total: number }).total
}

beforeEach(async () => {
  await control('DELETE', 'reply')
  await control('DELETE', 'fault')
  await control('DELETE', 'calls')
})

describe('import records', () => {
  const record = {
    InstanceId: 'e318ecb8-863f-11e7-85a5-80fb06afab26',
    FileName: 'a.sql',
    FileSize: '12',
    DbName: 'db1',
  }
  const items = [
    { ...record, JobId: 1, AsyncRequestId: task.asyncRequestId },
    { ...record, JobId: 4711, AsyncRequestId: 'x', Status: 3 },
    { ...record, JobId: 4711, FileName: 'b.sql' },
  ]

  it('are those of the job, however many', async () => {
    await reply(importRecords.action, { Items: items })
    const { data, matchedBy } = await importRecords.read(asked())
    expect(matchedBy).toBe('job-id')
    expect(data).toMatchObject([
      // It says another status than the task: that is news.
      {
        FileName: 'a.sql',
        FileSize: '12',
        Database: 'db1',
        InstanceId: 'cdb-c1nl9rpv',
        Status: 3,
        AsyncRequestId: 'x',
      },
      { FileName: 'b.sql' },
    ])
  })

  it('are those of the request where none has the job id, and none where nothing matches', async () => {
    await reply(importRecords.action, { Items: [items[0], { ...items[1], JobId: 2 }] })
    expect(await importRecords.read(asked())).toMatchObject({ matchedBy: 'async-request-id', data: [{ JobId: 1 }] })
    await reply(importRecords.action, { Items: [{ ...record, JobId: 5 }] })
    expect((await importRecords.read(asked())).data).toBeNull()
    expect((await importRecords.read(asked({ asyncRequestId: null }))).data).toBeNull()
  })

  it('are read to a bound that is told', async () => {
    const many = Array.from({ length: 900 }, (_, index) => ({ ...record, JobId: index + 10_000 }))
    await reply(importRecords.action, { Items: many })
    expect((await importRecords.read(asked())).bound).toEqual({ of: 'records', read: 500, total: 900 })
  })
})

describe('parameter records', () => {
  /** One a minute, the task's own in the middle. */
  function history(count: number, ofTask: number) {
    return Array.from({ length: count }, (_, index) => ({
      InstanceId: 'cdb-c1nl9rpv',
      ParamName: `p${index}`,
      OldValue: '0',
      NewValue: '1',
      IsSucess: true,
      IsSuccess: index % 2 === 0,
      ModifyTime: toBeijingTime(START + 30_000 + (ofTask - index) * 120_000),
    }))
  }

  it('match by their time, and say whether each was set', async () => {
    await reply(parameterRecords.action, { Items: history(50, 7) })
    const { data, matchedBy, bound } = await parameterRecords.read(asked())
    expect({ matchedBy, bound }).toEqual({ matchedBy: 'time', bound: null })
    expect(data).toMatchObject([
      {
        InstanceId: 'cdb-c1nl9rpv',
        Parameters: [{ Name: 'p7', OldValue: '0', CurrentValue: '1', IsSuccess: false }],
      },
    ])
  })

  it('are read past the task and no further, newest first or oldest first', async () => {
    for (const items of [history(2_000, 250), history(2_000, 250).toReversed()]) {
      await control('DELETE', 'calls')
      await reply(parameterRecords.action, { Items: items })
      const { data, bound } = await parameterRecords.read(asked())
      expect(data).toHaveLength(1)
      expect(bound).toBeNull()
      expect(await callsOf(parameterRecords.action)).toBeLessThanOrEqual(4)
    }
  })

  it('of a hundred pages are read to ten, and the bound is told', async () => {
    await reply(parameterRecords.action, { Items: history(10_000, 5_000) })
    const { data, bound } = await parameterRecords.read(asked())
    expect(data).toBeNull()
    expect(bound).toEqual({ of: 'records', read: 1_000, total: 10_000 })
    expect(await callsOf(parameterRecords.action)).toBe(10)
  })

  it('in no order are all read, as far as the bound', async () => {
    const shuffled = history(950, 900).toSorted((a, b) => (a.ParamName < b.ParamName ? -1 : 1))
    await reply(parameterRecords.action, { Items: shuffled })
    const { data, bound } = await parameterRecords.read(asked())
    expect(data).toMatchObject([{ Parameters: [{ Name: 'p900' }] }])
    expect(bound).toBeNull()
  })
})

describe('rollback detail', () => {
  const table = { TableName: 'a', NewTableName: 'a_bak' }
  const rollback = {
    Info: 'batch rollback success',
    Status: 'SUCCESS',
    Progress: 100,
    StartTime: '2026-01-10 08:00:01',
    Detail: [
      {
        InstanceId: 'cdb-c1nl9rpv',
        Strategy: 'table',
        RollbackTime: '2026-01-09 00:00:00',
        Databases: [{ DatabaseName: 'd', NewDatabaseName: 'd_bak' }],
        Tables: [{ Database: 'd', Table: [table] }],
      },
    ],
  }

  it('comes in the shape of the documented payload, each instance once', async () => {
    await reply(rollbackDetail.action, { Items: [rollback, rollback] })
    const { data, matchedBy } = await rollbackDetail.read(asked())
    expect(matchedBy).toBe('async-request-id')
    expect(data).toMatchObject([
      {
        InstanceId: 'cdb-c1nl9rpv',
        Message: 'batch rollback success',
        Databases: [{ DatabaseName: 'd', NewDatabaseName: 'd_bak' }],
        DatabaseTables: [{ Database: 'd', Tables: [table] }],
      },
    ])
    expect(data).toHaveLength(1)
  })

  it('is matched by time where the task has no request id', async () => {
    await reply(rollbackDetail.action, { Items: [rollback, { ...rollback, StartTime: '2026-01-11 08:00:00' }] })
    const { data, matchedBy } = await rollbackDetail.read(asked({ asyncRequestId: null }))
    expect(matchedBy).toBe('time')
    expect(data).toHaveLength(1)
  })
})

it('asks about ten of twenty-three instances, and says so', async () => {
  await reply(importRecords.action, { Items: [] })
  const instanceIds = Array.from({ length: 23 }, (_, index) => `cdb-${index}`)
  const { bound } = await importRecords.read(asked({ instanceIds }))
  expect(bound).toEqual({ of: 'instances', read: 10, total: 23 })
  expect(await callsOf(importRecords.action)).toBe(10)
})

it.each([
  ['no list', { Items: 'x' }, 'unreadable-reply'],
  ['nothing', {}, null],
  ['items that are none', { Items: [null, 1, 'x', []] }, 'unreadable-reply'],
  ['records without a readable id', { Items: [{ JobId: { a: 1 }, FileName: 'a' }] }, 'unreadable-reply'],
  ['an empty list', { Items: [], TotalCount: 0 }, null],
])('a reply with %s is an error or nothing, never a crash', async (_what, response, kind) => {
  await reply(importRecords.action, response)
  const read = importRecords.read(asked())
  if (kind) await expect(read).rejects.toMatchObject({ kind })
  else expect((await read).data).toBeNull()
})

it('a reply whose times or windows cannot be read is an error, not nothing', async () => {
  const unreadable = { kind: 'unreadable-reply' }
  await reply(parameterRecords.action, { Items: [{ ParamName: 'a', ModifyTime: 7 }] })
  await expect(parameterRecords.read(asked())).rejects.toMatchObject(unreadable)
  await reply(switchRecords.action, { Items: [{ SwitchType: 'TRANSFER', SwitchTime: [] }] })
  await expect(switchRecords.read(asked())).rejects.toMatchObject(unreadable)
  await reply(timeWindow.action, { Monday: 'soon' })
  await expect(timeWindow.read(asked({ status: 'waiting' }))).rejects.toMatchObject(unreadable)
})

it('one instance that does not answer hides none of the others, and is told', async () => {
  const record = { JobId: 4711, FileName: 'a.sql' }
  await reply(importRecords.action, { Items: [record] })
  const action = importRecords.action
  await control('PUT', 'fault', { kind: 'error', code: 'InvalidParameter.InstanceNotFound', action, times: 1 })
  const { data, missing } = await importRecords.read(asked({ instanceIds: ['cdb-gone', 'cdb-c1nl9rpv'] }))
  expect(data).toHaveLength(1)
  expect(missing).toMatchObject({ kind: 'instance-not-found' })
})

it('nobody is asked by time about a task whose start cannot be read', () => {
  const unreadable = { ...task, startedAt: 'soon', type: 'modify-param' as const }
  expect(parameterRecords.serves(unreadable)).toBe(false)
  expect(switchRecords.serves(unreadable)).toBe(false)
  expect(importRecords.serves({ ...unreadable, type: 'import-data' })).toBe(false)
  expect(rollbackDetail.serves({ ...unreadable, type: 'rollback' })).toBe(true)
  expect(rollbackDetail.serves({ ...unreadable, type: 'rollback', asyncRequestId: null })).toBe(false)
})

it('an instance is read leniently, and what cannot be read of it stands as it came', async () => {
  const item = {
    InstanceId: 'cdb-1',
    InstanceName: '  ',
    TaskStatus: '15',
    RoGroups: 'nope',
    DrInfo: 7,
    TagList: [null],
  }
  await reply('DescribeDBInstances', { Items: [item] })
  const { scope, signal } = asked()
  const { instances } = await describeInstances(scope, ['cdb-1'], signal)
  expect(instances).toMatchObject([{ name: null, taskStatus: 15, tags: [], facts: { RoGroups: 'nope', DrInfo: 7 } }])
})

it('agrees with the simulated service about its own tasks', async () => {
  const { scope, signal } = asked()
  const window = { startTimeBegin: moment - 7 * 86_400_000, startTimeEnd: moment }
  for (const [source, type] of [
    [importRecords, 3],
    [parameterRecords, 5],
    [rollbackDetail, 10],
  ] as const) {
    const { rows } = await describeTasks(scope, { ...window, taskTypes: [type], offset: 0, limit: 20 }, {})
    expect(rows.length).toBeGreaterThan(2)
    for (const row of rows) {
      const found = await source.read({ scope, task: row.task, now: moment, signal })
      expect(found.data, `${source.name} ${row.task.key}`).not.toBeNull()
    }
  }
  const { rows } = await describeTasks(scope, { ...window, offset: 0, limit: 100 }, {})
  const ids = [...new Set(rows.flatMap((row) => row.task.instanceIds))]
  const { instances } = await describeInstances(scope, ids, signal)
  expect(instances.map(({ instanceId }) => instanceId).sort()).toEqual(ids.sort())
  expect(instances.every(({ name }) => name !== null)).toBe(true)
})
