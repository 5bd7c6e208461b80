import { NextRequest } from 'next/server'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { instanceEventsSchema, instancesPageSchema } from '@/lib/http/details-schemas'
import { problemSchema, tasksPageSchema } from '@/lib/http/reply-schemas'
import { stubCloud } from '@/simulator/stubbed-cloud'
import { GET as listEvents } from './instances/[instanceId]/events/route'
import { GET as listInstances } from './instances/route'
import { GET as listTasks } from './tasks/route'

// The routes as they are, on the SDK, over sockets to the simulator whose tasks stand still.
const { control } = stubCloud({ requestsPerSecond: 1_000 }, { CDB_TASKS_REGIONS: 'ap-guangzhou,ap-shanghai' })

const ID = 'cdb-c1nl9rpv'
const ENDED = 'from=2024-01-01T00:00:00Z&to=2024-01-02T00:00:00Z'

beforeEach(() => control('DELETE', 'calls'))
afterEach(async () => {
  await control('DELETE', 'fault')
  await control('DELETE', 'reply')
  await control('DELETE', 'tasks')
})

async function countCalls(action: string): Promise<number> {
  return z.object({ total: z.number() }).parse(await control('GET', `calls?action=${action}`)).total
}

function reply(action: string, Items: object[]) {
  return control('PUT', `reply?region=ap-guangzhou&action=${action}`, { TotalCount: Items.length, Items })
}

function events(query: string, instanceId = ID): Promise<Response> {
  const request = new NextRequest(`http://localhost/api/instances/${instanceId}/events?${query}`)
  return listEvents(request, { params: Promise.resolve({ instanceId }) })
}

async function readEvents(query: string, instanceId = ID) {
  return instanceEventsSchema.parse(await (await events(query, instanceId)).json())
}

async function tasksOf(query: string) {
  const response = await listTasks(new NextRequest(`http://localhost/api/tasks?${query}`))
  return tasksPageSchema.parse(await response.json())
}

describe('the instances of a page of rows', () => {
  it('are told with one call a region', async () => {
    const { tasks } = await tasksOf('region=ap-shanghai&from=-7d&size=100')
    const ids = [...new Set(tasks.flatMap(({ instanceIds }) => instanceIds))]
    const keys = ids.map((id) => `default/ap-shanghai/${id}`)
    const response = await listInstances(new NextRequest(`http://localhost/api/instances?keys=${keys.join()}`))
    const { scopes } = instancesPageSchema.parse(await response.json())
    expect(ids.length).toBeGreaterThan(10)
    expect(scopes[0]?.instances.map(({ instanceId }) => instanceId).toSorted()).toEqual(ids.toSorted())
    expect(scopes[0]?.instances.every(({ name }) => name)).toBe(true)
    expect(await countCalls('DescribeDBInstances')).toBe(1)
  })
})

describe('the regions of an instance', () => {
  it('say so where the cloud has no such instance', async () => {
    const { tasks } = await tasksOf('region=ap-shanghai&from=-7d')
    const id = tasks[0]?.instanceIds[0]
    const { coverage } = await tasksOf(`instance=${id}&from=-7d`)
    expect(coverage.scopes.map(({ region, lacksInstance }) => [region, lacksInstance])).toEqual([
      ['ap-guangzhou', true],
      ['ap-shanghai', undefined],
    ])
  })
})

describe('the events of an instance', () => {
  it('are its switches, alarms and parameter changes in the range', async () => {
    await reply('DescribeDBSwitchRecords', [
      { SwitchTime: '2024-01-01 12:00:00', SwitchType: 'MASTER2SLAVE' },
      { SwitchTime: '2023-12-31 12:00:00', SwitchType: 'TRANSFER' },
    ])
    await reply('DescribeInstanceAlarmEvents', [
      { EventName: 'Restart', EventStatus: '1', OccurTime: '2024-01-01 13:00:00', InstanceId: ID, NodeId: 'n-1' },
      { EventName: 'Restart', EventStatus: '0', OccurTime: '2024-01-01 13:00:30', InstanceId: ID, NodeId: '' },
    ])
    const change = { InstanceId: ID, ParamName: 'back_log', OldValue: '210', ModifyTime: '2024-01-01 14:00:00' }
    await reply('DescribeInstanceParamRecords', [
      { ...change, NewValue: '300', IsSuccess: true },
      { ...change, NewValue: '', IsSucess: false },
      { ...change, NewValue: '1', IsSuccess: true, ModifyTime: '2024-01-03 14:00:00' },
    ])
    const { asked, sources } = await readEvents(`${ENDED}&region=ap-guangzhou`)
    expect(asked.map(({ action }) => action)).toEqual([
      'DescribeDBSwitchRecords',
      'DescribeInstanceAlarmEvents',
      'DescribeInstanceParamRecords',
    ])
    expect(sources.map(({ state, data }) => [state, data])).toEqual([
      ['found', [{ kind: 'switch', name: 'MASTER2SLAVE', at: '2024-01-01T04:00:00Z', instanceId: ID, note: null }]],
      [
        'found',
        [
          {
            kind: 'alarm',
            name: 'Restart',
            at: '2024-01-01T05:00:00Z',
            instanceId: ID,
            note: 'n-1',
            stage: 'raised',
          },
          { kind: 'alarm', name: 'Restart', at: '2024-01-01T05:00:30Z', instanceId: ID, note: null, stage: 'cleared' },
        ],
      ],
      [
        'found',
        [
          { kind: 'parameter', name: 'back_log', at: '2024-01-01T06:00:00Z', instanceId: ID, note: '210 → 300' },
          {
            kind: 'parameter',
            name: 'back_log',
            at: '2024-01-01T06:00:00Z',
            instanceId: ID,
            note: '210 → ""',
            stage: 'refused',
          },
        ],
      ],
    ])
  })

  it('say how much of a long history was read', async () => {
    const Items = Array.from({ length: 1_500 }, (_, index) => ({
      InstanceId: ID,
      ParamName: 'back_log',
      OldValue: String(index),
      NewValue: String(index + 1),
      IsSuccess: true,
      ModifyTime: '2024-01-01 14:00:00',
    }))
    await reply('DescribeInstanceParamRecords', Items)
    const { sources } = await readEvents(`${ENDED.replace('00:00:00Z', '00:00:01Z')}&region=ap-guangzhou`)
    const changes = sources.find(({ source }) => source === 'parameter-events')
    expect(changes?.data).toHaveLength(1_000)
    expect(changes?.bound).toEqual({ of: 'records', read: 1_000, total: 1_500 })
  })

  it('are told a line at a time, the fast ones first', async () => {
    await control('PUT', 'fault', { kind: 'latency', ms: 300, action: 'DescribeDBSwitchRecords' })
    const response = await events(`${ENDED.replace('00:00:00Z', '00:00:02Z')}&region=ap-guangzhou&format=ndjson`)
    expect(response.headers.get('content-type')).toContain('application/x-ndjson')
    const lines = (await response.text()).trim().split('\n')
    const [head, ...sources] = lines.map((line) => JSON.parse(line))
    expect(instanceEventsSchema.parse({ ...head, sources })).toMatchObject({ asked: { length: 3 } })
    expect(sources.at(-1)).toMatchObject({ source: 'switch-records' })
  })

  it('name the action that the key lacks, each source by itself', async () => {
    await control('PUT', 'fault', {
      kind: 'error',
      code: 'UnauthorizedOperation',
      action: 'DescribeInstanceAlarmEvents',
    })
    const { sources } = await readEvents(`${ENDED.replace('00:00:00Z', '00:00:03Z')}&region=ap-guangzhou`)
    expect(sources.map(({ source, state }) => [source, state])).toEqual([
      ['switch-records', 'nothing'],
      ['alarm-events', 'failed'],
      ['parameter-events', 'nothing'],
    ])
    expect(sources[1]?.problem?.detail).toContain('cdb:DescribeInstanceAlarmEvents')
  })

  it('are nothing where a region has no such instance', async () => {
    const { sources } = await readEvents(ENDED, 'cdb-nosuch00')
    expect(sources).toHaveLength(6)
    expect(sources.every(({ state, problem }) => state === 'nothing' && problem === null)).toBe(true)
  })

  it('are refused before any call where the question is wrong', async () => {
    for (const response of [await events('type=reboot'), await events('region=ap-tokyo'), await events('', '1')]) {
      expect(response.status).toBe(400)
      expect(problemSchema.parse(await response.json()).type).toBe('urn:cdb-tasks:problem:bad-parameter')
    }
    expect(await countCalls('DescribeDBSwitchRecords')).toBe(0)
  })
})
