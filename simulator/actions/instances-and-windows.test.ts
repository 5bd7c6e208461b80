import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readItem } from '../item-reader'
import { type Simulator, startSimulator } from '../server'
import { control, createTestClient, type TestReply } from '../test-client'

type Item = TestReply['Items'][number]

const startedAtMs = Date.UTC(2026, 3, 5, 6, 7, 8)
let simulator: Simulator

beforeAll(async () => {
  simulator = await startSimulator({ now: () => startedAtMs, requestsPerSecond: 100_000 })
})
afterAll(() => simulator.close())

const client = (region: string) => createTestClient(simulator, { region })

async function instances(region: string, body: object = { Limit: 2000 }): Promise<Item[]> {
  return (await client(region).list('DescribeDBInstances', body)).Items
}

function listOf(value: unknown): Item[] {
  return Array.isArray(value) ? value : []
}

describe('DescribeDBInstances', () => {
  it('lists all instances of a region, twenty where nothing else is asked', async () => {
    expect(await instances('ap-shanghai')).toHaveLength(28)
    expect(await instances('ap-shanghai', {})).toHaveLength(20)
    const reply = await client('ap-shanghai').list('DescribeDBInstances', { Offset: 27, Limit: 5 })
    expect(reply).toMatchObject({ TotalCount: 28, Items: [expect.anything()] })
  })

  it('finds several by their ids in one call, and has no item for one that is gone', async () => {
    const ids = (await instances('ap-shanghai')).slice(3, 7).map(({ InstanceId }) => InstanceId)
    const found = await instances('ap-shanghai', { InstanceIds: [...ids, 'cdb-wasgone1'] })
    expect(found.map(({ InstanceId }) => InstanceId)).toEqual(ids)
  })

  it('says where an instance is, in names that people know', async () => {
    for (const each of await instances('ap-shanghai-fsi')) {
      expect(each).toMatchObject({
        InstanceName: expect.stringMatching(/^(prod|staging|test)-/),
        Region: 'ap-shanghai-fsi',
        Zone: expect.stringMatching(/^ap-shanghai-fsi-[123]$/),
        ZoneName: expect.stringMatching(/^上海金融[一二三]区$/),
        ZoneId: expect.any(Number),
        Memory: expect.any(Number),
        Volume: expect.any(Number),
        Vport: expect.any(Number),
        EngineVersion: expect.stringMatching(/^(5\.6|5\.7|8\.0)$/),
        TagList: expect.any(Array),
      })
    }
  })

  it('tells master and followers of each other', async () => {
    const all = await instances('ap-shanghai')
    const byId = new Map(all.map((each) => [each.InstanceId, each]))
    const masters = all.filter(({ InstanceType }) => InstanceType === 1)
    const readOnly = masters.flatMap(({ InstanceId, RoGroups }) =>
      listOf(RoGroups).flatMap(({ RoInstances }) => listOf(RoInstances).map((each) => ({ InstanceId, each }))),
    )
    const standbys = masters.flatMap(({ InstanceId, DrInfo }) => listOf(DrInfo).map((each) => ({ InstanceId, each })))
    expect(readOnly.length).toBe(all.filter(({ InstanceType }) => InstanceType === 3).length)
    expect(standbys.length).toBe(all.filter(({ InstanceType }) => InstanceType === 2).length)
    expect(Math.min(readOnly.length, standbys.length)).toBeGreaterThan(1)
    for (const { InstanceId, each } of [...readOnly, ...standbys]) {
      const follower = byId.get(each.InstanceId)
      expect(follower).toMatchObject({ InstanceName: each.InstanceName, MasterInfo: { InstanceId } })
    }
    expect(masters.every(({ MasterInfo }) => MasterInfo === null)).toBe(true)
  })

  it.each(['ap-shanghai', 'ap-singapore', 'ap-shanghai-fsi'])(
    'says in %s what the tasks of an instance do now',
    async (region) => {
      const tasks = (await client(region).describeAllTasks()).map((item) => ({ ...item, ...readItem(item) }))
      const active = tasks.filter(({ status }) => [-1, 0, 1, 6, 7, 'WAITING'].includes(status ?? ''))
      const types: Record<string, number[]> = { 1: [9, 11], 2: [3], 6: [1, 10], 10: [7], 13: [12], 15: [11], 34: [11] }
      const seen = new Set<unknown>()
      for (const { InstanceId, TaskStatus } of await instances(region)) {
        const own = active.filter(({ instanceIds }) => instanceIds?.includes(String(InstanceId)))
        const awaitsSwitch = own.some(({ status, progress }) => status === 'WAITING' && progress === 90)
        expect(TaskStatus === 15).toBe(awaitsSwitch)
        if (own.length === 0) expect(TaskStatus).toBe(0)
        if (TaskStatus !== 0) {
          expect(own.some(({ type }) => types[String(TaskStatus)]?.includes(Number(type)))).toBe(true)
        }
        seen.add(TaskStatus)
      }
      expect(seen).toContain(15)
      expect(seen.size).toBeGreaterThan(2)
    },
  )

  it('imagines the instances of tasks that a test posts, and what they do', async () => {
    await control(simulator, 'POST', 'tasks?region=eu-frankfurt', [
      { JobId: 1, TaskType: 'UPGRADE MASTER', TaskStatus: 'WAITING', Progress: 90, InstanceIds: ['cdb-posted01'] },
      { JobId: 2, TaskType: 'REBOOT', TaskStatus: 'RUNNING', InstanceIds: ['cdbro-posted2'] },
      {
        JobId: 3,
        TaskType: 'UPGRADE MASTER',
        TaskStatus: 'UNDEFINED',
        InstanceIds: ['cdb-posted03'],
        TaskAttachInfo: [{ AttachKey: 'FastUpgradeStatus', AttachValue: '1' }],
      },
      { JobId: 4, TaskType: 'UPGRADE MASTER', TaskStatus: 'SUCCEED', InstanceIds: ['cdb-posted04'] },
    ])
    const InstanceIds = ['cdb-posted01', 'cdbro-posted2', 'cdb-posted03', 'cdb-posted04']
    expect(await instances('eu-frankfurt', { InstanceIds })).toMatchObject([
      { InstanceId: 'cdb-posted01', TaskStatus: 15, InstanceType: 1 },
      { InstanceId: 'cdbro-posted2', TaskStatus: 10, InstanceType: 3 },
      { InstanceId: 'cdb-posted03', TaskStatus: 34 },
      { InstanceId: 'cdb-posted04', TaskStatus: 0 },
    ])
    for (const action of ['DescribeDBImportRecords', 'DescribeInstanceParamRecords', 'DescribeRollbackTaskDetail']) {
      const reply = await client('eu-frankfurt').list(action, { InstanceId: 'cdb-posted01' })
      expect(reply).toMatchObject({ TotalCount: 0, Items: [] })
    }
    await control(simulator, 'DELETE', 'tasks')
  })

  it('answers a thousand instances of a hundred thousand tasks', async () => {
    const large = await startSimulator({
      now: () => startedAtMs,
      regions: { 'ap-shanghai': 'live' },
      tasksPerRegion: 100_000,
    })
    const cloud = createTestClient(large, { region: 'ap-shanghai' })
    await cloud.list('DescribeDBInstances', { Limit: 1 })
    const { Items } = await cloud.list('DescribeDBInstances', { Limit: 2000 })
    await large.close()
    expect(Items).toHaveLength(1000)
  })
})

describe('DescribeTimeWindow', () => {
  const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

  it('has windows by day of the week: none on some days, two on others, some over midnight', async () => {
    const seen = new Set<string>()
    for (const { InstanceId } of await instances('ap-shanghai-fsi')) {
      const reply = Object(await client('ap-shanghai-fsi').request('DescribeTimeWindow', { InstanceId }))
      expect(Object.keys(reply).toSorted()).toEqual([...days, 'MaxDelayTime', 'RequestId'].toSorted())
      for (const day of days) {
        const windows: string[] = reply[day]
        for (const window of windows) expect(window).toMatch(/^\d\d:\d\d-\d\d:\d\d$/)
        seen.add(windows.length === 1 && String(windows[0]) > '2' ? 'over midnight' : String(windows.length))
      }
    }
    expect(seen).toEqual(new Set(['0', '1', '2', 'over midnight']))
  })
})
