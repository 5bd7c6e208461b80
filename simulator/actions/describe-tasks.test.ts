import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toBeijingTime } from '../beijing-time'
import example from '../examples/describe-tasks.json'
import { readItem } from '../item-reader'
import { type Simulator, startSimulator } from '../server'
import { createTestClient, failureOf } from '../test-client'

let simulator: Simulator
let nowMs: number
const startedAtMs = Date.UTC(2026, 3, 5, 6, 7, 8)
const year2017 = { StartTimeBegin: '2017-01-01 00:00:00', StartTimeEnd: '2017-12-31 23:59:59' }

beforeAll(async () => {
  nowMs = startedAtMs
  simulator = await startSimulator({ now: () => nowMs, requestsPerSecond: 100_000 })
})
afterAll(() => simulator.close())

const lastDay = { StartTimeBegin: toBeijingTime(startedAtMs - 24 * 3600_000) }

describe('the documented tasks', () => {
  it('are served in ap-guangzhou to the letter, at their dates', async () => {
    const reply = await createTestClient(simulator).describeTasks(year2017)
    expect(reply.Items).toEqual(example.Response.Items)
    expect(reply.TotalCount).toBe(10)
  })

  it('are found by the instance in their Data', async () => {
    const reply = await createTestClient(simulator).describeTasks({ ...year2017, InstanceId: 'cdb-gt70m8aa' })
    expect(reply.Items.map(({ JobId }) => JobId)).toEqual([15964, 15967])
  })

  it('are found by type and by status', async () => {
    const client = createTestClient(simulator)
    const imports = await client.describeTasks({ ...year2017, TaskTypes: [3] })
    expect(imports.Items.map(({ JobId }) => JobId)).toEqual([15970, 15971, 15972])
    const failed = await client.describeTasks({ ...year2017, TaskStatus: [3] })
    expect(failed.Items.map(({ JobId }) => JobId)).toEqual([51788, 15970, 15971])
  })

  it('are in no other region', async () => {
    const reply = await createTestClient(simulator, { region: 'ap-beijing' }).describeTasks(year2017)
    expect(reply).toMatchObject({ TotalCount: 0, Items: [] })
  })
})

describe('paging', () => {
  it('gives twenty tasks from the first on where nothing else is asked', async () => {
    const client = createTestClient(simulator)
    const [plain, explicit] = await Promise.all([
      client.describeTasks(),
      client.describeTasks({ Offset: 0, Limit: 20 }),
    ])
    expect(plain.Items).toHaveLength(20)
    expect(plain.Items).toEqual(explicit.Items)
  })

  it.each(['ap-guangzhou', 'ap-shanghai'])('covers every task of %s exactly once', async (region) => {
    const client = createTestClient(simulator, { region })
    const { TotalCount } = await client.describeTasks()
    const items: unknown[] = []
    for (let offset = 0; offset < TotalCount; offset += 37) {
      items.push(...(await client.describeTasks({ Offset: offset, Limit: 37 })).Items.map(({ JobId }) => JobId))
    }
    expect(items).toHaveLength(TotalCount)
    expect(new Set(items).size).toBe(TotalCount)
  })

  it('gives an empty page and the whole count past the end', async () => {
    const reply = await createTestClient(simulator).describeTasks({ Offset: 1_000_000 })
    expect(reply.Items).toEqual([])
    expect(reply.TotalCount).toBeGreaterThan(900)
  })
})

describe('the filters', () => {
  it.each([1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13])('find every task of type %i and no other', async (type) => {
    const client = createTestClient(simulator)
    const everything = await client.describeAllTasks(lastDay)
    const found = await client.describeAllTasks({ ...lastDay, TaskTypes: [type] })
    expect(found).toEqual(everything.filter(({ Type }) => Type === type))
    expect(found).not.toHaveLength(0)
  })

  it.each([-1, 0, 1, 2, 3, 4, 5, 6])('find every task in status %i and no other', async (status) => {
    const client = createTestClient(simulator)
    const everything = await client.describeAllTasks(lastDay)
    const found = await client.describeAllTasks({ ...lastDay, TaskStatus: [status] })
    expect(found).toEqual(everything.filter(({ Status }) => Status === status))
    expect(found).not.toHaveLength(0)
  })

  it('find no waiting task by any integer', async () => {
    const client = createTestClient(simulator, { region: 'ap-shanghai' })
    const waiting = (await client.describeAllTasks(lastDay)).filter(({ TaskStatus }) => TaskStatus === 'WAITING')
    const found = await client.describeAllTasks({ ...lastDay, TaskStatus: [-1, 0, 1, 2, 3, 4, 5, 6] })
    expect(waiting).not.toHaveLength(0)
    expect(found.filter(({ TaskStatus }) => TaskStatus === 'WAITING')).toEqual([])
  })

  it('take integers and find strings in the live shape', async () => {
    const client = createTestClient(simulator, { region: 'ap-shanghai' })
    const found = await client.describeAllTasks({ TaskTypes: [5, 11], TaskStatus: [2] })
    expect(new Set(found.map(({ TaskType }) => TaskType))).toEqual(new Set(['MODIFY PARAM', 'UPGRADE MASTER']))
    expect(new Set(found.map(({ TaskStatus }) => TaskStatus))).toEqual(new Set(['SUCCEED']))
  })

  it('include both ends of the range of starts', async () => {
    const client = createTestClient(simulator)
    const { Items } = await client.describeTasks({ ...lastDay, Limit: 100 })
    const start = String(Items[50]?.StartTime)
    const found = await client.describeTasks({ StartTimeBegin: start, StartTimeEnd: start })
    expect(found.Items).toEqual(Items.filter(({ StartTime }) => StartTime === start))
  })

  it('find the tasks of one instance', async () => {
    const client = createTestClient(simulator, { region: 'ap-singapore' })
    const everything = await client.describeAllTasks()
    const instanceId = readItem(everything[0]).instanceIds?.[0]
    const found = await client.describeAllTasks({ InstanceId: instanceId })
    expect(found).toEqual(everything.filter((item) => readItem(item).instanceIds?.includes(String(instanceId))))
  })

  it('find one task by its AsyncRequestId', async () => {
    const client = createTestClient(simulator, { region: 'ap-singapore' })
    const { Items } = await client.describeTasks()
    const wanted = Items[7]
    expect(wanted?.AsyncRequestId).toMatch(/^([0-9a-f]{8}-){3}[0-9a-f]{8}$/)
    expect((await client.describeTasks({ AsyncRequestId: wanted?.AsyncRequestId })).Items).toEqual([wanted])
    expect((await client.describeTasks({ AsyncRequestId: 'ffffffff-0-0-0' })).Items).toEqual([])
  })
})

describe('the wire shapes', () => {
  it('have integers and Data where the region is documented', async () => {
    const { Items } = await createTestClient(simulator, { region: 'ap-beijing' }).describeTasks({ Limit: 100 })
    for (const item of Items) {
      expect(item).toMatchObject({ Type: expect.any(Number), Data: expect.any(Array), JobId: expect.any(Number) })
      for (const name of ['TaskType', 'TaskStatus', 'InstanceIds', 'AsyncRequestId', 'TaskAttachInfo']) {
        expect(item).not.toHaveProperty(name)
      }
    }
  })

  it('have names and InstanceIds where the region is live', async () => {
    const { Items } = await createTestClient(simulator, { region: 'ap-shanghai-fsi' }).describeTasks({ Limit: 100 })
    for (const item of Items) {
      expect(item).toMatchObject({ TaskType: expect.any(String), TaskStatus: expect.any(String) })
      expect(item.InstanceIds).toEqual([expect.stringMatching(/^cdb(ro)?-[a-z0-9]{8}$/)])
      for (const name of ['Type', 'Status', 'Data']) expect(item).not.toHaveProperty(name)
    }
  })
})

describe('a wrong parameter', () => {
  it.each([
    ['UnknownParameter', { InstanceIds: ['cdb-gt70m8aa'] }],
    ['UnknownParameter', { Limit: 'many', Status: 1 }],
    ['InvalidParameterValue', { Limit: 0 }],
    ['InvalidParameterValue', { Limit: 101 }],
    ['InvalidParameterValue', { Limit: '20' }],
    ['InvalidParameterValue', { Offset: -1 }],
    ['InvalidParameterValue', { TaskTypes: 5 }],
    ['InvalidParameterValue', { TaskTypes: ['MODIFY PARAM'] }],
    ['InvalidParameterValue', { TaskTypes: [4] }],
    ['InvalidParameterValue', { TaskStatus: [7] }],
    ['InvalidParameterValue', { InstanceId: 15964 }],
    ['InvalidParameter', { StartTimeBegin: '2017-06-27T15:05:33Z' }],
    ['InvalidParameter', { StartTimeEnd: '2017-02-30 00:00:00' }],
    ['InvalidParameter.InstanceNotFound', { InstanceId: 'cdb-nosuchid' }],
  ])('is refused with %s: %j', async (code, body) => {
    expect(await failureOf(createTestClient(simulator).describeTasks(body))).toMatchObject({ code })
  })

  it('is refused for an instance of another region', async () => {
    const client = createTestClient(simulator, { region: 'ap-shanghai' })
    const call = client.describeTasks({ InstanceId: 'cdb-gt70m8aa' })
    expect(await failureOf(call)).toMatchObject({ code: 'InvalidParameter.InstanceNotFound' })
  })
})

describe('the clock', () => {
  it('brings new tasks and ends the old ones', async () => {
    const client = createTestClient(simulator)
    const before = await client.describeAllTasks(lastDay)
    const running = before.filter(({ Status }) => Status === 1).map(({ JobId }) => JobId)
    expect(running).not.toHaveLength(0)
    nowMs = startedAtMs + 12 * 3600_000
    const after = await client.describeAllTasks(lastDay)
    nowMs = startedAtMs
    expect(after.length).toBeGreaterThan(before.length + 1000)
    const then = after.filter(({ JobId }) => running.includes(JobId))
    expect(then).toHaveLength(running.length)
    expect(then.every(({ Status, EndTime }) => (Status === 2 || Status === 3) && /^2026/.test(String(EndTime)))).toBe(
      true,
    )
  })
})
