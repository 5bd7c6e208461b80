import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readItem } from '../item-reader'
import { type Simulator, startSimulator } from '../server'
import { createTestClient, failureOf, type TestReply } from '../test-client'

type Item = TestReply['Items'][number]

const startedAtMs = Date.UTC(2026, 3, 5, 6, 7, 8)
const liveRegions = ['ap-shanghai', 'ap-singapore', 'ap-shanghai-fsi']
const always = { StartTime: '2026-01-01 00:00:00', EndTime: '2026-12-31 00:00:00' }
let simulator: Simulator

beforeAll(async () => {
  simulator = await startSimulator({ now: () => startedAtMs, requestsPerSecond: 100_000 })
})
afterAll(() => simulator.close())

const client = (region: string) => createTestClient(simulator, { region })
const instanceOf = (task: Item) => readItem(task).instanceIds?.[0]

async function tasksOf(region: string, name: string, ...statuses: string[]): Promise<Item[]> {
  const tasks = await client(region).describeAllTasks()
  return tasks.filter(({ TaskType, TaskStatus }) => TaskType === name && statuses.includes(String(TaskStatus)))
}

async function switchesDuring(region: string, task: Item): Promise<unknown[]> {
  const body = { InstanceId: instanceOf(task), Limit: 1000 }
  const { Items } = await client(region).list('DescribeDBSwitchRecords', body)
  const span = (time: unknown) => String(time) >= String(task.StartTime) && String(time) <= String(task.EndTime)
  return Items.filter(({ SwitchTime }) => span(SwitchTime)).map(({ SwitchType }) => SwitchType)
}

async function alarmsDuring(region: string, task: Item): Promise<unknown[]> {
  const body = { InstanceId: instanceOf(task), StartTime: task.StartTime, EndTime: task.EndTime }
  const { Items } = await client(region).list('DescribeInstanceAlarmEvents', body)
  return Items.map(({ EventName, EventStatus }) => `${EventName} ${EventStatus}`)
}

async function everyEvent(region: string): Promise<Item[]> {
  const { Items } = await client(region).list('DescribeDBInstances', { Limit: 100 })
  const replies = await Promise.all(
    Items.map(({ InstanceId }) => client(region).list('DescribeInstanceAlarmEvents', { InstanceId, ...always })),
  )
  return replies.flatMap((reply) => reply.Items)
}

describe('what a task of today’s shape leaves behind', () => {
  it.each(liveRegions)('is in %s a switch for an upgrade that succeeded, and its alarm', async (region) => {
    const upgrades = [
      ...(await tasksOf(region, 'UPGRADE MASTER', 'SUCCEED')),
      ...(await tasksOf(region, 'UPGRADE RO', 'SUCCEED')),
    ]
    expect(upgrades.length).toBeGreaterThan(5)
    for (const task of upgrades) {
      expect(await switchesDuring(region, task)).toContain('TRANSFER')
      expect(await alarmsDuring(region, task)).toContain('PlannedSwitch 1')
    }
  })

  it.each(liveRegions)('is in %s a switch to the other for a promotion, and a restart for a reboot', async (region) => {
    const promotions = await tasksOf(region, 'SWITCH DR TO MASTER', 'SUCCEED')
    const reboots = await tasksOf(region, 'REBOOT', 'SUCCEED')
    expect(Math.min(promotions.length, reboots.length)).toBeGreaterThan(1)
    for (const task of promotions) expect(await switchesDuring(region, task)).toContain('MASTER2SLAVE')
    for (const task of reboots) {
      expect(await alarmsDuring(region, task)).toEqual(expect.arrayContaining(['Restart 1', 'Restart 0']))
    }
  })

  it('is nothing where it failed', async () => {
    for (const task of await tasksOf('ap-shanghai', 'REBOOT', 'FAILED')) {
      expect(await alarmsDuring('ap-shanghai', task)).toEqual([])
    }
    for (const task of await tasksOf('ap-shanghai', 'SWITCH DR TO MASTER', 'FAILED')) {
      expect(await switchesDuring('ap-shanghai', task)).toEqual([])
    }
  })
})

describe('DescribeInstanceAlarmEvents', () => {
  it('knows what nobody planned', async () => {
    const events = await everyEvent('ap-shanghai')
    const names = new Set(events.map(({ EventName }) => EventName))
    expect(names).toEqual(new Set(['Switch', 'Outofmemory', 'Restart', 'PlannedSwitch']))
    for (const event of events) {
      expect(event).toEqual({
        EventName: expect.any(String),
        EventStatus: expect.stringMatching(/^[01]$/),
        InstanceId: expect.stringMatching(/^cdb(ro)?-/),
        NodeId: '',
        OccurTime: expect.stringMatching(/^2026-/),
      })
    }
  })

  it('takes numbers as text only, and gives at most two hundred', async () => {
    const [event] = await everyEvent('ap-shanghai')
    const cloud = client('ap-shanghai')
    const ask = (more: object) =>
      cloud.list('DescribeInstanceAlarmEvents', { InstanceId: event?.InstanceId, ...always, ...more })
    const { TotalCount, Items } = await ask({})
    expect((await ask({ Offset: '1', Limit: '1' })).Items).toEqual(Items.slice(1, 2))
    expect((await ask({ Limit: '200' })).TotalCount).toBe(TotalCount)
    for (const wrong of [{ Limit: 1 }, { Offset: 0 }, { Limit: '201' }, { Limit: 'all' }, { Limit: '0' }]) {
      expect(await failureOf(ask(wrong))).toMatchObject({ code: 'InvalidParameterValue' })
    }
  })

  it('filters by name, status and range, and turns the order', async () => {
    const [event] = await everyEvent('ap-singapore')
    const ask = async (more: object) => {
      const body = { InstanceId: event?.InstanceId, ...always, ...more }
      return (await client('ap-singapore').list('DescribeInstanceAlarmEvents', body)).Items
    }
    const all = await ask({})
    expect(await ask({ EventName: ['Restart', 'Switch'], EventStatus: '1' })).toEqual(
      all.filter(({ EventName, EventStatus }) => /Restart|^Switch/.test(String(EventName)) && EventStatus === '1'),
    )
    expect((await ask({ Order: 'ASC' })).map(({ OccurTime }) => OccurTime)).toEqual(
      all.map(({ OccurTime }) => OccurTime).reverse(),
    )
    const at = all[0]?.OccurTime
    const then = await ask({ StartTime: at, EndTime: at })
    expect(then).toEqual(all.filter(({ OccurTime }) => OccurTime === at))
  })

  it('wants a range', async () => {
    const [event] = await everyEvent('ap-shanghai')
    const body = { InstanceId: event?.InstanceId, StartTime: always.StartTime }
    const call = client('ap-shanghai').request('DescribeInstanceAlarmEvents', body)
    expect(await failureOf(call)).toMatchObject({ code: 'MissingParameter' })
  })
})

describe('DescribeDBSwitchRecords', () => {
  it('has every kind of switch, the unplanned ones beside their alarm', async () => {
    const cloud = client('ap-shanghai')
    const kinds = new Set<unknown>()
    for (const { InstanceId } of (await cloud.list('DescribeDBInstances', { Limit: 100 })).Items) {
      const { Items } = await cloud.list('DescribeDBSwitchRecords', { InstanceId, Limit: 1000 })
      for (const { SwitchType } of Items) kinds.add(SwitchType)
    }
    expect(kinds).toEqual(new Set(['TRANSFER', 'MASTER2SLAVE', 'RECOVERY']))
    const [alarm] = (await everyEvent('ap-shanghai')).filter(({ EventName }) => EventName === 'Switch')
    const { Items } = await cloud.list('DescribeDBSwitchRecords', { InstanceId: alarm?.InstanceId, Limit: 1000 })
    expect(Items.map(({ SwitchType }) => SwitchType)).toContain('MASTER2SLAVE')
  })

  it('begins with fifty, and takes no more than a thousand', async () => {
    const cloud = client('ap-shanghai')
    const [instance] = (await cloud.list('DescribeDBInstances', { Limit: 1 })).Items
    const InstanceId = instance?.InstanceId
    const { TotalCount, Items } = await cloud.list('DescribeDBSwitchRecords', { InstanceId })
    expect(Items).toHaveLength(Math.min(50, TotalCount))
    const rest = await cloud.list('DescribeDBSwitchRecords', { InstanceId, Offset: 1, Limit: 1 })
    expect(rest).toMatchObject({ TotalCount, Items: Items.slice(1, 2) })
  })
})

describe('DescribeCloneList', () => {
  const words: Record<string, string> = { SUCCEED: 'success', RUNNING: 'running', INITIAL: 'initial' }

  it.each(liveRegions)('has one item of each clone in %s, by its JobId', async (region) => {
    const tasks = await tasksOf(region, 'CLONE INSTANCE', ...Object.keys(words))
    expect(tasks.length).toBeGreaterThan(2)
    for (const task of tasks) {
      const items = await client(region).listAll('DescribeCloneList', { InstanceId: instanceOf(task) })
      expect(items.filter(({ CloneJobId }) => CloneJobId === task.JobId)).toEqual([
        {
          SrcInstanceId: instanceOf(task),
          RollbackTargetTime: expect.stringMatching(/^2026-/),
          CloneJobId: task.JobId,
          SrcRegionId: expect.any(Number),
          TaskStatus: words[String(task.TaskStatus)],
          NewRegionId: expect.any(Number),
          RollbackStrategy: expect.stringMatching(/^(timepoint|backupset)$/),
          StartTime: task.StartTime,
          DstInstanceId: expect.stringMatching(/^cdb-[a-z0-9]{8}$/),
          EndTime: task.EndTime,
        },
      ])
    }
  })
})
