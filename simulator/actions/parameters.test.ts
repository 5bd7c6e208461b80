import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../server'
import { createTestClient, failureOf } from '../test-client'
import { actions } from './registry'

const startedAtMs = Date.UTC(2026, 3, 5, 6, 7, 8)
let simulator: Simulator
let instanceId: unknown

beforeAll(async () => {
  simulator = await startSimulator({ now: () => startedAtMs, requestsPerSecond: 100_000 })
  instanceId = (await client().list('DescribeDBInstances', { Limit: 1 })).Items[0]?.InstanceId
})
afterAll(() => simulator.close())

const client = () => createTestClient(simulator, { region: 'ap-shanghai' })
const refusal = async (action: string, body: object) => (await failureOf(client().request(action, body))).code
const siblings = [...actions.keys()].filter((name) => name !== 'DescribeTasks')
const ofInstance = siblings.filter((name) => !['DescribeAsyncRequestInfo', 'DescribeDBInstances'].includes(name))
const numbered = siblings.filter((name) => actions.get(name)?.paging && name !== 'DescribeInstanceAlarmEvents')
const range = { StartTime: '2026-04-01 00:00:00', EndTime: '2026-04-02 00:00:00' }

/** What every action of one instance takes. */
function usual(action: string, id: unknown) {
  return { InstanceId: id, ...(action === 'DescribeInstanceAlarmEvents' ? range : {}) }
}

describe('a sibling action', () => {
  it.each(ofInstance)('%s wants an instance that the region has', async (action) => {
    expect(await refusal(action, {})).toBe('MissingParameter')
    expect(await refusal(action, usual(action, 'cdb-nosuchid'))).toBe('InvalidParameter.InstanceNotFound')
    expect(await refusal(action, usual(action, 7))).toBe('InvalidParameterValue')
    expect(await client().request(action, usual(action, instanceId))).toMatchObject({ RequestId: expect.any(String) })
  })

  it.each(siblings)('%s refuses a parameter it does not know', async (action) => {
    expect(await refusal(action, { JobId: 7 })).toBe('UnknownParameter')
  })

  it.each(numbered)('%s gives no more than its limit', async (action) => {
    const most = actions.get(action)?.paging?.most ?? 0
    const body = action === 'DescribeDBInstances' ? {} : usual(action, instanceId)
    expect(await client().list(action, { ...body, Limit: most })).toMatchObject({ Items: expect.any(Array) })
    expect(await refusal(action, { ...body, Limit: most + 1 })).toBe('InvalidParameterValue')
    expect(await refusal(action, { ...body, Limit: 0 })).toBe('InvalidParameterValue')
    expect(await refusal(action, { ...body, Offset: -1 })).toBe('InvalidParameterValue')
    expect(await refusal(action, { ...body, Limit: '5' })).toBe('InvalidParameterValue')
  })

  it('refuses a time that is none, and a missing AsyncRequestId', async () => {
    const body = { InstanceId: instanceId, StartTime: '2026-04-05T06:07:08Z' }
    expect(await refusal('DescribeDBImportRecords', body)).toBe('InvalidParameter')
    expect(await refusal('DescribeAsyncRequestInfo', {})).toBe('MissingParameter')
  })
})
