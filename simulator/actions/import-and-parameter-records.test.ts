import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readItem } from '../item-reader'
import { type Simulator, startSimulator } from '../server'
import { createTestClient, type TestReply } from '../test-client'

type Item = TestReply['Items'][number]

const startedAtMs = Date.UTC(2026, 3, 5, 6, 7, 8)
const importStatuses: Record<string, number> = { SUCCEED: 2, RUNNING: 1, PAUSED: 1, INITIAL: 0, FAILED: 3, KILLED: 3 }
let simulator: Simulator

beforeAll(async () => {
  simulator = await startSimulator({ now: () => startedAtMs, requestsPerSecond: 100_000 })
})
afterAll(() => simulator.close())

const client = (region: string) => createTestClient(simulator, { region })
const instanceOf = (task: Item) => readItem(task).instanceIds?.find((id) => id !== '')

/** Of a documented task, what its Data says. */
function dataOf(task: Item): Item {
  const [data] = Array.isArray(task.Data) ? task.Data : []
  return { ...data }
}

describe('DescribeDBImportRecords', () => {
  it.each(['ap-shanghai', 'ap-singapore', 'ap-shanghai-fsi'])(
    'has exactly one record of each import in %s, with the facts of its task',
    async (region) => {
      const cloud = client(region)
      const tasks = await cloud.describeAllTasks({ TaskTypes: [3] })
      expect(tasks.length).toBeGreaterThan(10)
      for (const task of tasks) {
        const InstanceId = instanceOf(task)
        const records = await cloud.listAll('DescribeDBImportRecords', { InstanceId, StartTime: task.StartTime })
        expect(records.filter(({ JobId }) => JobId === task.JobId)).toEqual([
          {
            Status: importStatuses[String(task.TaskStatus)],
            Code: task.Code,
            CostTime: records.find(({ JobId }) => JobId === task.JobId)?.CostTime,
            InstanceId: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
            WorkId: expect.stringMatching(/^\d{7}$/),
            FileName: expect.stringMatching(/\.(sql|csv)$/),
            Process: task.Progress,
            CreateTime: task.StartTime,
            FileSize: expect.stringMatching(/^\d+$/),
            Message: task.Message,
            JobId: task.JobId,
            DbName: expect.any(String),
            AsyncRequestId: task.AsyncRequestId,
          },
        ])
      }
    },
  )

  it('says of a documented import what its Data says', async () => {
    const cloud = client('ap-beijing')
    const tasks = (await cloud.describeAllTasks({ TaskTypes: [3] })).filter((task) => instanceOf(task) !== undefined)
    expect(tasks.length).toBeGreaterThan(20)
    for (const task of tasks) {
      const span = { StartTime: task.StartTime, EndTime: task.StartTime }
      const records = await cloud.listAll('DescribeDBImportRecords', { InstanceId: instanceOf(task), ...span })
      const data = dataOf(task)
      expect(records).toMatchObject([
        { JobId: task.JobId, FileName: data.FileName, DbName: data.Database, FileSize: String(data.FileSize) },
      ])
      expect(records[0]?.CostTime).toBe(data.CostTime ?? null)
    }
  })

  it('takes a range of both ends, in which the other records are not', async () => {
    const cloud = client('ap-shanghai')
    const [task] = await cloud.describeAllTasks({ TaskTypes: [3] })
    const InstanceId = task && instanceOf(task)
    const all = await cloud.listAll('DescribeDBImportRecords', { InstanceId })
    const span = { StartTime: task?.StartTime, EndTime: task?.StartTime }
    const found = await cloud.listAll('DescribeDBImportRecords', { InstanceId, ...span })
    expect(all.length).toBeGreaterThan(found.length)
    expect(found.map(({ JobId }) => JobId)).toEqual([task?.JobId])
  })

  it('tells how long it took where the import succeeded, now and then nothing', async () => {
    const cloud = client('ap-shanghai')
    const ids = (await cloud.list('DescribeDBInstances', { Limit: 100 })).Items.map(({ InstanceId }) => InstanceId)
    const all = (
      await Promise.all(ids.map((InstanceId) => cloud.listAll('DescribeDBImportRecords', { InstanceId })))
    ).flat()
    expect(all.some(({ CostTime }) => CostTime === null)).toBe(true)
    const costs = all.filter(({ CostTime }) => CostTime !== null)
    expect(costs.every(({ CostTime, Status }) => Number(CostTime) > 0 === (Status === 2))).toBe(true)
  })
})

describe('DescribeInstanceParamRecords', () => {
  it.each(['ap-shanghai', 'ap-singapore', 'ap-shanghai-fsi'])(
    'has in %s records within the span of each task that has ended, some of them rejected if it failed',
    async (region) => {
      const cloud = client(region)
      const tasks = await cloud.describeAllTasks({ TaskTypes: [5], TaskStatus: [2, 3] })
      expect(tasks.map(({ TaskStatus }) => TaskStatus)).toContain('FAILED')
      for (const task of tasks) {
        const records = await cloud.listAll('DescribeInstanceParamRecords', { InstanceId: instanceOf(task) })
        const [start, end] = [String(task.StartTime), String(task.EndTime)]
        const own = records.filter(({ ModifyTime }) => String(ModifyTime) >= start && String(ModifyTime) <= end)
        expect(own.length).toBeGreaterThan(0)
        expect(own.some(({ IsSuccess }) => IsSuccess === false)).toBe(task.TaskStatus === 'FAILED')
        expect(own.every(({ IsSuccess, IsSucess }) => IsSuccess === IsSucess)).toBe(true)
      }
    },
  )

  it('says of a documented task what its Data says', async () => {
    const cloud = client('ap-beijing')
    const tasks = await cloud.describeAllTasks({ TaskTypes: [5], TaskStatus: [2, 3] })
    const named = tasks.filter((task) => instanceOf(task) !== undefined)
    expect(named.length).toBeGreaterThan(20)
    for (const task of named) {
      const records = await cloud.listAll('DescribeInstanceParamRecords', { InstanceId: instanceOf(task) })
      const { Parameters } = dataOf(task)
      for (const { Name, OldValue, CurrentValue, Code } of Array.isArray(Parameters) ? Parameters : []) {
        expect(records).toContainEqual({
          InstanceId: instanceOf(task),
          ParamName: Name,
          OldValue: OldValue ?? '',
          NewValue: String(CurrentValue),
          IsSucess: Code === 0,
          ModifyTime: expect.any(String),
          IsSuccess: Code === 0,
        })
      }
    }
  })

  it('goes back beyond all tasks, for some instances by pages', async () => {
    const cloud = client('ap-shanghai')
    const { Items } = await cloud.list('DescribeDBInstances', { Limit: 100 })
    const counts: number[] = []
    for (const { InstanceId } of Items) {
      const { TotalCount, Items: page } = await cloud.list('DescribeInstanceParamRecords', { InstanceId })
      expect(page).toHaveLength(Math.min(20, TotalCount))
      counts.push(TotalCount)
    }
    expect(Math.min(...counts)).toBeGreaterThan(2)
    expect(Math.max(...counts)).toBeGreaterThan(200)
    const [first] = Items
    const records = await cloud.listAll('DescribeInstanceParamRecords', { InstanceId: first?.InstanceId })
    expect(new Set(records.map((record) => JSON.stringify(record))).size).toBe(records.length)
    const times = records.map(({ ModifyTime }) => String(ModifyTime))
    expect(times.toSorted().reverse()).toEqual(times)
  })
})
