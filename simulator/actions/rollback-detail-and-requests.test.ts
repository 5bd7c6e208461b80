import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readItem } from '../item-reader'
import { type Simulator, startSimulator } from '../server'
import { control, createTestClient, failureOf, type TestReply } from '../test-client'

type Item = TestReply['Items'][number]

const startedAtMs = Date.UTC(2026, 3, 5, 6, 7, 8)
const liveRegions = ['ap-shanghai', 'ap-singapore', 'ap-shanghai-fsi']
let simulator: Simulator

beforeAll(async () => {
  simulator = await startSimulator({ now: () => startedAtMs, requestsPerSecond: 100_000 })
})
afterAll(() => simulator.close())

const client = (region: string) => createTestClient(simulator, { region })
const instanceOf = (task: Item) => readItem(task).instanceIds?.[0]

/** The words that both actions have for a task's status. */
function wordFor({ TaskStatus, Progress }: Item): unknown {
  if (TaskStatus === 'WAITING') return Progress === 0 ? 'UNDEFINED' : 'RUNNING'
  return { SUCCEED: 'SUCCESS', ROLLBACKING: 'RUNNING' }[String(TaskStatus)] ?? TaskStatus
}

describe('DescribeRollbackTaskDetail', () => {
  it.each(liveRegions)('finds each rollback of %s by instance and AsyncRequestId', async (region) => {
    const cloud = client(region)
    const tasks = await cloud.describeAllTasks({ TaskTypes: [1, 10] })
    expect(tasks.length).toBeGreaterThan(8)
    for (const task of tasks) {
      const body = { InstanceId: instanceOf(task), AsyncRequestId: task.AsyncRequestId }
      const { TotalCount, Items } = await cloud.list('DescribeRollbackTaskDetail', body)
      expect(TotalCount).toBe(1)
      expect(Items).toEqual([
        {
          Info: task.Message,
          Status: wordFor(task),
          Progress: task.Progress,
          StartTime: task.StartTime,
          EndTime: task.EndTime,
          Detail: expect.any(Array),
        },
      ])
      const detail = Array.isArray(Items[0]?.Detail) ? Items[0].Detail : []
      expect(detail[0]).toMatchObject({ InstanceId: instanceOf(task) })
      expect(detail.length > 1).toBe(task.TaskType === 'BATCH ROLLBACK')
    }
  })

  it('says of a documented rollback what its Data says, with Table for Tables', async () => {
    const cloud = client('ap-beijing')
    const tasks = await cloud.describeAllTasks({ TaskTypes: [1, 10] })
    expect(tasks.length).toBeGreaterThan(20)
    for (const task of tasks) {
      const data: Item[] = Array.isArray(task.Data) ? task.Data : []
      const items = await cloud.listAll('DescribeRollbackTaskDetail', { InstanceId: instanceOf(task) })
      expect(items.filter(({ StartTime }) => StartTime === task.StartTime)).toEqual([
        expect.objectContaining({
          Detail: data.map(({ InstanceId, RollbackTime, Databases, DatabaseTables }) => ({
            InstanceId,
            Strategy: expect.stringMatching(/^(table|db|full)$/),
            RollbackTime,
            Databases,
            Tables: (Array.isArray(DatabaseTables) ? DatabaseTables : []).map(({ Database, Tables }) => ({
              Table: Tables,
              Database,
            })),
          })),
        }),
      ])
    }
  })

  it('gives nothing for the AsyncRequestId of another instance', async () => {
    const cloud = client('ap-shanghai')
    const tasks = await cloud.describeAllTasks({ TaskTypes: [1] })
    const other = tasks.find((task) => instanceOf(task) !== (tasks[0] && instanceOf(tasks[0])))
    const body = { InstanceId: other && instanceOf(other), AsyncRequestId: tasks[0]?.AsyncRequestId }
    expect(await cloud.list('DescribeRollbackTaskDetail', body)).toMatchObject({ TotalCount: 0, Items: [] })
  })
})

describe('DescribeAsyncRequestInfo', () => {
  it.each(liveRegions)('tells the state of every task of %s, SUCCESS where tasks say SUCCEED', async (region) => {
    const cloud = client(region)
    const words = new Set<unknown>()
    for (const task of await cloud.describeAllTasks()) {
      const reply = await cloud.request('DescribeAsyncRequestInfo', { AsyncRequestId: task.AsyncRequestId })
      expect(reply).toEqual({ Info: task.Message, Status: wordFor(task), RequestId: expect.any(String) })
      words.add(wordFor(task))
    }
    expect(words).not.toContain('SUCCEED')
    expect(words.size).toBeGreaterThan(4)
  })

  it('knows no id that no task has', async () => {
    const call = client('ap-shanghai').request('DescribeAsyncRequestInfo', { AsyncRequestId: 'ffffffff-0-0-0' })
    expect(await failureOf(call)).toMatchObject({ code: 'InvalidParameter.InvalidAsyncRequestId' })
  })

  it('does not know a task of another region', async () => {
    const [task] = await client('ap-shanghai').describeAllTasks()
    const call = client('ap-singapore').request('DescribeAsyncRequestInfo', { AsyncRequestId: task?.AsyncRequestId })
    expect(await failureOf(call)).toMatchObject({ code: 'InvalidParameter.InvalidAsyncRequestId' })
  })

  it('answers from the tasks that a test posts', async () => {
    await control(simulator, 'POST', 'tasks?region=eu-frankfurt', [
      { JobId: 1, TaskStatus: 'SUCCEED', AsyncRequestId: 'one', Message: 'done' },
      { JobId: 2, Status: 3, AsyncRequestId: 'two' },
      { JobId: 3, TaskStatus: null, AsyncRequestId: 'three', Message: 7 },
    ])
    const ask = (AsyncRequestId: string) =>
      client('eu-frankfurt').request('DescribeAsyncRequestInfo', { AsyncRequestId })
    expect(await ask('one')).toMatchObject({ Status: 'SUCCESS', Info: 'done' })
    expect(await ask('two')).toMatchObject({ Status: 'FAILED', Info: '' })
    expect(await ask('three')).toMatchObject({ Status: 'UNDEFINED', Info: '' })
    expect(await failureOf(ask('four'))).toMatchObject({ code: 'InvalidParameter.InvalidAsyncRequestId' })
    await control(simulator, 'DELETE', 'tasks')
  })
})
