import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '@/lib/json'
import documented from '@/lib/tasks/fixtures/documented-reply.json'
import { isUtcTime } from '@/lib/tasks/task'
import live from './fixtures/live-reply.json'
import { toTask, withUniqueKeys } from './to-task'

const place = { account: 'default', region: 'ap-guangzhou', utcOffsetMinutes: 480 }
const read = (raw: Json) => toTask(raw, place)

const documentedItem = (jobId: number) => readItem(documented.Response.Items, jobId)
const liveItem = (jobId: number) => readItem(live.Response.Items, jobId)

function readItem(items: { JobId: number }[], jobId: number) {
  // Safe: the fixture is JSON.
  return read((items.find(({ JobId }) => JobId === jobId) ?? null) as Json)
}

describe('the documented shape', () => {
  it('becomes a task', () => {
    expect(documentedItem(15967)).toEqual({
      key: 'default/ap-guangzhou/15967',
      account: 'default',
      region: 'ap-guangzhou',
      jobId: '15967',
      type: 'upgrade-master',
      typeWire: 11,
      status: 'succeed',
      statusWire: 2,
      progressPercent: 100,
      code: 0,
      message: 'Instance upgrade completed',
      startedAt: '2017-06-27T07:13:52Z',
      endedAt: '2017-06-27T07:16:57Z',
      durationSeconds: 185,
      instanceIds: ['cdb-gt70m8aa'],
      asyncRequestId: null,
      attachments: [],
      payload: expect.arrayContaining([expect.objectContaining({ DealName: '20170627160000060843141595228010' })]),
    })
  })

  it('has no instance where the payload names an empty one', () => {
    expect(documentedItem(15969).instanceIds).toEqual([])
  })

  it('keeps the payload as it came', () => {
    for (const item of documented.Response.Items) expect(read(item as Json).payload).toEqual(item.Data)
  })
})

describe('the live shape', () => {
  it('becomes a task', () => {
    expect(liveItem(68)).toEqual({
      key: 'default/ap-guangzhou/68',
      account: 'default',
      region: 'ap-guangzhou',
      jobId: '68',
      type: 'upgrade-master',
      typeWire: 'UPGRADE MASTER',
      status: 'succeed',
      statusWire: 'SUCCEED',
      progressPercent: 100,
      code: 0,
      message: '实例升级任务完成',
      startedAt: '2018-07-05T15:53:48Z',
      endedAt: '2018-07-06T14:05:10Z',
      durationSeconds: 79_882,
      instanceIds: ['cdb-6kd9h71i'],
      asyncRequestId: '780b2e32-79cb0f4c-ec7854c5-44ff5372',
      attachments: [{ key: 'FastUpgradeStatus', value: '1' }],
      payload: null,
    })
  })

  it('tells INITIAL the type from INITIAL the status', () => {
    expect(read({ TaskType: 'INITIAL', TaskStatus: 'INITIAL' })).toMatchObject({ type: 'initial', status: 'initial' })
    expect(read({ Type: 6, Status: 0 })).toMatchObject({ type: 'initial', status: 'initial' })
  })

  it('keeps the words of types and statuses that nobody has documented', () => {
    const task = read({ TaskType: 'TELEPORT', TaskStatus: 'DREAMING' })
    expect(task).toMatchObject({ type: 'unknown', typeWire: 'TELEPORT', status: 'unknown', statusWire: 'DREAMING' })
  })
})

describe('an end', () => {
  it.each([[{ EndTime: '0000-00-00 00:00:00' }], [{ EndTime: '' }], [{ EndTime: null }], [{}]])(
    'is none in %j',
    (end) => {
      const task = read({ StartTime: '2024-01-01 08:00:00', TaskStatus: 'RUNNING', ...end })
      expect(task).toMatchObject({ startedAt: '2024-01-01T00:00:00Z', endedAt: null, durationSeconds: null })
    },
  )

  it.each([
    ['RUNNING', null],
    ['WAITING', null],
    ['DREAMING', null],
    ['SUCCEED', '2024-01-01T00:00:00Z'],
    ['FAILED', '2024-01-01T00:00:00Z'],
  ])('that equals the start of a %s task is %s', (TaskStatus, endedAt) => {
    const same = '2024-01-01 08:00:00'
    expect(read({ StartTime: same, EndTime: same, TaskStatus }).endedAt).toBe(endedAt)
  })

  it('before the start gives no duration', () => {
    const task = read({ StartTime: '2024-01-01 08:00:01', EndTime: '2024-01-01 08:00:00', TaskStatus: 'FAILED' })
    expect(task).toMatchObject({ endedAt: '2024-01-01T00:00:00Z', durationSeconds: null })
  })

  it('that cannot be read is text as it came', () => {
    const task = read({ StartTime: 'yesterday', EndTime: '2024-02-30 00:00:00', TaskStatus: 'FAILED' })
    expect(task).toMatchObject({ startedAt: 'yesterday', endedAt: '2024-02-30 00:00:00', durationSeconds: null })
  })
})

describe('a wrong type', () => {
  it('of a number that is text becomes the number', () => {
    const task = read({ JobId: '79', Progress: '10', Code: '-5003', Type: '11', Status: '3' })
    expect(task).toMatchObject({ jobId: '79', progressPercent: 10, code: -5003, type: 'upgrade-master' })
    expect(task).toMatchObject({ typeWire: '11', status: 'failed', statusWire: '3' })
  })

  it('that cannot be read stays as text', () => {
    const task = read({ Progress: 'half', Code: { a: 1 }, Message: ['x'], TaskType: true, TaskAttachInfo: 7 })
    expect(task).toMatchObject({ progressPercent: 'half', code: '{"a":1}', message: '["x"]', typeWire: 'true' })
    expect(task.attachments).toMatchObject([{ value: '7' }])
  })

  it('of a row is a row of unknown type', () => {
    for (const raw of [null, 'text', 7, true, []]) {
      expect(read(raw)).toMatchObject({ type: 'unknown', status: 'unknown', startedAt: null, instanceIds: [] })
    }
  })
})

it('names an instance once, however often it comes', () => {
  expect(read({ InstanceIds: ['cdb-a', '', 'cdb-a', null, 'cdb-b'] }).instanceIds).toEqual(['cdb-a', 'cdb-b'])
  expect(read({ Data: [{ InstanceId: 'cdb-a' }, { InstanceId: 'cdb-a' }] }).instanceIds).toEqual(['cdb-a'])
})

it('is not fooled by __proto__', () => {
  const task = read(JSON.parse('{"JobId":1,"__proto__":{"Message":"inherited"},"Data":[{"__proto__":{"a":1}}]}'))
  expect(task.message).toBeNull()
  expect(JSON.stringify(task.payload)).toBe('[{"__proto__":{"a":1}}]')
})

it('gives a task without a job id one name from refresh to refresh', () => {
  const raw = { TaskType: 'REBOOT', InstanceIds: ['cdb-a'] }
  expect(read(raw).jobId).toMatch(/^~[0-9a-f]{8}$/)
  expect(read(structuredClone(raw)).jobId).toBe(read(raw).jobId)
  expect(read({ ...raw, TaskType: 'INITIAL' }).jobId).not.toBe(read(raw).jobId)
})

it('keeps both rows of one job that came twice, under keys of their own', () => {
  const [first, second, third] = withUniqueKeys([read({ JobId: 1 }), read({ JobId: 1 }), read({ JobId: 1 })])
  expect([first?.key, second?.key, third?.key]).toEqual(
    ['', '~2', '~3'].map((suffix) => `default/ap-guangzhou/1${suffix}`),
  )
  expect(third?.jobId).toBe('1')
})

const value = fc.oneof(fc.jsonValue(), fc.constantFrom('0000-00-00 00:00:00', '2024-01-01 08:00:00', 'RUNNING', '2'))
const item = fc.record(
  Object.fromEntries(
    ['Code', 'Message', 'JobId', 'Progress', 'TaskStatus', 'TaskType', 'Type', 'Status', 'StartTime', 'EndTime']
      .concat(['InstanceIds', 'AsyncRequestId', 'TaskAttachInfo', 'Data'])
      .map((name) => [name, value]),
  ),
  { requiredKeys: [] },
)

it('makes a whole task of anything, with nothing of its own making in it', () => {
  fc.assert(
    fc.property(fc.oneof(item, fc.jsonValue()), (made) => {
      // As it arrives: in JSON's text -0 is 0, and so it could not come out equal.
      const raw: Json = JSON.parse(JSON.stringify(made))
      const task = read(raw)
      expect(JSON.parse(JSON.stringify(task))).toEqual(task)
      expect(task.key).toMatch(/^default\/ap-guangzhou\/[\w~-]+$/)
      expect(task.durationSeconds ?? 0).toBeGreaterThanOrEqual(0)
      expect(task.durationSeconds === null || (isUtcTime(task.startedAt) && isUtcTime(task.endedAt))).toBe(true)
      expect(task.instanceIds).not.toContain('')
      for (const ours of ['undefined', 'NaN', '[object Object]']) {
        if (!JSON.stringify(raw).includes(ours)) expect(JSON.stringify(task)).not.toContain(ours)
      }
    }),
  )
})
