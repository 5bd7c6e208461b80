import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from './server'
import { control, createTestClient, failureOf } from './test-client'

let simulator: Simulator

beforeEach(async () => {
  simulator = await startSimulator()
})
afterEach(() => simulator.close())

describe('the count of calls', () => {
  it('tells what was asked, where, and what came of it', async () => {
    const client = createTestClient(simulator)
    await client.describeTasks({ Limit: 5 })
    await failureOf(client.request('DescribeNothing', {}))
    await control(simulator, 'PUT', 'fault', { kind: 'reset', region: 'ap-shanghai' })
    await failureOf(createTestClient(simulator, { region: 'ap-shanghai' }).describeTasks())
    expect(await control(simulator, 'GET', 'calls')).toEqual({
      total: 3,
      byAction: { DescribeTasks: 2, DescribeNothing: 1 },
      byRegion: { 'ap-guangzhou': 2, 'ap-shanghai': 1 },
      worstSecond: expect.any(Number),
      recent: [
        { action: 'DescribeTasks', region: 'ap-guangzhou', at: expect.any(String), body: { Limit: 5 }, code: null },
        { action: 'DescribeNothing', region: 'ap-guangzhou', at: expect.any(String), body: {}, code: 'InvalidAction' },
        { action: 'DescribeTasks', region: 'ap-shanghai', at: expect.any(String), body: {}, code: 'fault:reset' },
      ],
    })
  })

  it('knows the worst second', async () => {
    const client = createTestClient(simulator)
    await Promise.all(Array.from({ length: 8 }, () => client.describeTasks({ Limit: 1 })))
    expect(await control(simulator, 'GET', 'calls')).toMatchObject({ worstSecond: 8 })
  })

  it('tells the calls of one action alone', async () => {
    const client = createTestClient(simulator)
    await Promise.all([1, 2, 3].map(() => client.describeTasks({ Limit: 1 })))
    await client.request('DescribeDBInstances', { Limit: 1 })
    expect(await control(simulator, 'GET', 'calls')).toMatchObject({ total: 4, worstSecond: 4 })
    expect(await control(simulator, 'GET', 'calls?action=DescribeTasks')).toMatchObject({ total: 3, worstSecond: 3 })
    expect(await control(simulator, 'GET', 'calls?action=DescribeDBInstances')).toEqual({
      total: 1,
      byAction: { DescribeDBInstances: 1 },
      byRegion: { 'ap-guangzhou': 1 },
      worstSecond: 1,
      recent: [expect.objectContaining({ action: 'DescribeDBInstances', body: { Limit: 1 }, code: null })],
    })
    expect(await control(simulator, 'GET', 'calls?action=DescribeTimeWindow')).toMatchObject({ total: 0, byRegion: {} })
  })

  it('starts again when it is reset', async () => {
    await createTestClient(simulator).describeTasks()
    await control(simulator, 'DELETE', 'calls')
    expect(await control(simulator, 'GET', 'calls')).toMatchObject({ total: 0, byAction: {}, recent: [] })
    expect(await control(simulator, 'GET', 'calls?action=DescribeTasks')).toMatchObject({ total: 0, recent: [] })
  })
})

describe('tasks that a test posts', () => {
  const items = [
    { JobId: 1, TaskType: 'IMPORT DATA', TaskStatus: 'FAILED', StartTime: '2026-01-01 00:00:00' },
    { JobId: 2, Type: 11, Status: 2, StartTime: '2026-01-02 00:00:00', Data: [{ InstanceId: 'cdb-posted01' }] },
    { JobId: 3, TaskType: { not: 'text' }, TaskStatus: null, StartTime: 'yesterday' },
    { JobId: 4, TaskType: 'WAS NEVER SEEN', TaskStatus: 'SUCCEED', InstanceIds: ['cdb-posted02'] },
  ]
  const jobIds = async (body: object) =>
    (await createTestClient(simulator, { region: 'eu-frankfurt' }).describeTasks(body)).Items.map(({ JobId }) => JobId)

  beforeEach(() => control(simulator, 'POST', 'tasks?region=eu-frankfurt', items))

  it('are served as they are instead of the region’s own', async () => {
    const reply = await createTestClient(simulator, { region: 'eu-frankfurt' }).describeTasks()
    expect(reply).toMatchObject({ TotalCount: 4, Items: items })
    expect((await createTestClient(simulator).describeTasks()).TotalCount).toBeGreaterThan(900)
  })

  it('are filtered by what of them can be read', async () => {
    expect(await jobIds({ TaskTypes: [3] })).toEqual([1, 3])
    expect(await jobIds({ TaskStatus: [2] })).toEqual([2, 3, 4])
    expect(await jobIds({ StartTimeBegin: '2026-01-02 00:00:00' })).toEqual([2, 3, 4])
    expect(await jobIds({ InstanceId: 'cdb-posted02' })).toEqual([1, 3, 4])
  })

  it('are paged', async () => {
    expect(await jobIds({ Offset: 1, Limit: 2 })).toEqual([2, 3])
  })

  it('give way to the region’s own when they are deleted', async () => {
    await control(simulator, 'DELETE', 'tasks')
    expect(await jobIds({})).toEqual([])
  })

  it('may be anything at all', async () => {
    await control(simulator, 'POST', 'tasks?region=eu-frankfurt', [null, 7, 'text', [], {}])
    const client = createTestClient(simulator, { region: 'eu-frankfurt' })
    expect(await client.request('DescribeTasks', {})).toMatchObject({ TotalCount: 5, Items: [null, 7, 'text', [], {}] })
  })

  it('are refused for a region that is not there, and when they are no list', async () => {
    await expect(control(simulator, 'POST', 'tasks?region=ap-atlantis', [])).rejects.toThrow(/^404/)
    await expect(control(simulator, 'POST', 'tasks?region=ap-beijing', {})).rejects.toThrow(/^400/)
  })
})

describe('a reply that a test puts', () => {
  const client = (region = 'ap-shanghai') => createTestClient(simulator, { region })
  const put = (action: string, fields: object) =>
    control(simulator, 'PUT', `reply?region=ap-shanghai&action=${action}`, fields)
  const ask = (body: object = {}) => client().list('DescribeInstanceParamRecords', { InstanceId: 'cdb-any', ...body })

  it('is what the action answers in that region, for whatever instance', async () => {
    await put('DescribeTimeWindow', { Monday: null, Sunday: ['99:99'] })
    const reply = await client().request('DescribeTimeWindow', { InstanceId: 'cdb-any' })
    expect(reply).toEqual({ Monday: null, Sunday: ['99:99'], RequestId: expect.any(String) })
    const elsewhere = client('ap-beijing').request('DescribeTimeWindow', { InstanceId: 'cdb-any' })
    expect(await failureOf(elsewhere)).toMatchObject({ code: 'InvalidParameter.InstanceNotFound' })
  })

  it('is paged where it is a list', async () => {
    const Items = Array.from({ length: 10_000 }, (_, number) => ({ ParamName: `p${number}` }))
    await put('DescribeInstanceParamRecords', { Items })
    const first = await ask()
    expect(first).toMatchObject({ TotalCount: 10_000 })
    expect(first.Items).toEqual(Items.slice(0, 20))
    expect((await ask({ Offset: 9_950, Limit: 100 })).Items).toEqual(Items.slice(9_950))
    const call = client().request('DescribeInstanceParamRecords', { Limit: 101 })
    expect(await failureOf(call)).toMatchObject({ code: 'InvalidParameterValue' })
  })

  it('may have a count of its own', async () => {
    await put('DescribeInstanceParamRecords', { TotalCount: 9, Items: [{ ParamName: 'only' }] })
    expect(await ask()).toMatchObject({ TotalCount: 9, Items: [{ ParamName: 'only' }] })
  })

  it('gives way to faults, and to the action itself when it is deleted', async () => {
    await put('DescribeInstanceParamRecords', { Items: [] })
    await control(simulator, 'PUT', 'fault', { kind: 'error', code: 'InternalError', times: 1 })
    expect(await failureOf(ask())).toMatchObject({ code: 'InternalError' })
    expect((await ask()).TotalCount).toBe(0)
    await control(simulator, 'DELETE', 'reply')
    expect(await failureOf(ask())).toMatchObject({ code: 'InvalidParameter.InstanceNotFound' })
  })

  it('is refused for a region or an action that is not there, and when it is no object', async () => {
    await expect(control(simulator, 'PUT', 'reply?region=ap-atlantis&action=DescribeTasks', {})).rejects.toThrow(/^404/)
    await expect(put('DescribeNothing', {})).rejects.toThrow(/^404/)
    await expect(put('DescribeTasks', [])).rejects.toThrow(/^400/)
  })
})

describe('any other address', () => {
  it('is not found', async () => {
    expect((await fetch(simulator.url)).status).toBe(404)
    await expect(control(simulator, 'GET', 'nothing')).rejects.toThrow(/^404/)
  })
})
