import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Task } from '@/lib/tasks/task'
import { toTasksReply } from './describe-tasks'
import { isUpstreamError } from './errors'

const place = { account: 'prod', region: 'ap-guangzhou', utcOffsetMinutes: 480 }
const page = { offset: 0, limit: 100 }

/** Real values among arbitrary ones, so that the ways behind a right type are walked too. */
const value = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom('2017-06-27 15:00:00', '0000-00-00 00:00:00', '0000-01-01 00:00:00', '9999-12-31 23:59:59'),
  fc.constantFrom<fc.JsonValue>('', ' ', '7', '1e999', 'INITIAL', 'RUNNING', '{"a":[1]}', '[', -1, 0, 1e21, 2 ** 53),
  fc.string({ unit: 'binary', maxLength: 60 }),
)
const names =
  'Code Message JobId Progress StartTime EndTime TaskType TaskStatus Type Status InstanceIds AsyncRequestId TaskAttachInfo Data __proto__ constructor'
const item = fc
  .array(fc.tuple(fc.constantFrom(...names.split(' ')), value))
  .map((entries): fc.JsonValue => Object.fromEntries(entries))
const reply = fc.oneof(
  { weight: 1, arbitrary: fc.jsonValue() },
  { weight: 1, arbitrary: fc.record({ Items: value, TotalCount: value, RequestId: value }) },
  {
    weight: 6,
    arbitrary: fc.record({
      Items: fc.array(fc.oneof(item, item, value), { maxLength: 6 }),
      TotalCount: value,
      RequestId: value,
    }),
  },
)
const ofOurMaking = ['undefined', 'NaN', 'Infinity', '[object Object]']

test('any JSON is a row for each item or an UpstreamError: keys unique, nothing of our making in a field', () => {
  let rowsSeen = 0
  fc.assert(
    fc.property(reply, (json) => {
      const text = JSON.stringify(json)
      const rows = rowsOf(JSON.parse(text))
      if (rows === null) return
      rowsSeen += rows.length
      // Safe: rows come of a reply that has Items or none at all.
      const { Items } = JSON.parse(text) as { Items?: unknown[] | null }
      expect(rows).toHaveLength(Items?.length ?? 0)
      expect(new Set(rows.map(({ task }) => task.key)).size).toBe(rows.length)
      const written = JSON.stringify(rows)
      expect(JSON.stringify(JSON.parse(written))).toBe(written)
      // The status −1 is called `undefined` by the service.
      const shown = JSON.stringify(rows.map(({ task, raw }) => ({ ...task, status: null, raw })))
      expect(ofOurMaking.filter((made) => shown.includes(made) && !text.includes(made))).toEqual([])
      expect(rows.filter(({ task }) => !isWhole(task))).toEqual([])
    }),
    { numRuns: 3_000 },
  )
  expect(rowsSeen).toBeGreaterThan(1_000)
}, 60_000)

function isWhole(task: Task): boolean {
  const values = [task.progressPercent, task.code, task.typeWire, task.statusWire]
  return (
    task.key.startsWith(`prod/ap-guangzhou/${task.jobId}`) &&
    /^[\w~-]{1,40}$/.test(task.jobId) &&
    Object.values(task).every((field) => field !== undefined) &&
    values.every((field) => field === null || ['string', 'number'].includes(typeof field))
  )
}

test('numbers too large for JavaScript are no Infinity in a row', () => {
  const text =
    '{"TotalCount":1e999,"Items":[{"JobId":1e999,"Progress":1e999,"Code":-1e999,"Type":1e999,"Status":1e999}]}'
  const [row] = rowsOf(JSON.parse(text)) ?? []
  expect(row?.task).toMatchObject({ progressPercent: null, code: null, typeWire: null, statusWire: null })
  expect(row?.task.jobId).toMatch(/^~/)
})

test('an hour at the end of the calendar stays the text it was, whatever the offset', () => {
  const reply = { TotalCount: 1, Items: [{ StartTime: '0000-01-01 00:00:00', EndTime: '9999-12-31 23:59:59' }] }
  const [row] = toTasksReply(reply, page, { ...place, utcOffsetMinutes: -60 }).rows
  expect(row?.task.endedAt).toBe('9999-12-31 23:59:59')
  expect(rowsOf(reply)?.[0]?.task.startedAt).toBe('0000-01-01 00:00:00')
})

test('times are read on the configured wall clock', () => {
  const reply = { TotalCount: 1, Items: [{ StartTime: '2017-06-27 15:00:00' }] }
  const startAt = (utcOffsetMinutes: number) => toTasksReply(reply, page, { ...place, utcOffsetMinutes }).rows[0]?.task
  expect(startAt(480)?.startedAt).toBe('2017-06-27T07:00:00Z')
  expect(startAt(0)?.startedAt).toBe('2017-06-27T15:00:00Z')
})

test.each([
  ['a word', 'job/../7'],
  ['empty', ''],
  ['longer than an address holds', 'a'.repeat(41)],
  ['a number past the safe ones', 2 ** 53],
  ['missing', undefined],
])('a job id that is %s is stood in for, and the name lasts while the task goes on', (_what, JobId) => {
  const task = { JobId, TaskType: 'REBOOT', StartTime: '2017-06-27 15:00:00', Progress: 1, TaskStatus: 'RUNNING' }
  const jobIdOf = (more: object) => rowsOf({ TotalCount: 1, Items: [{ ...task, ...more }] })?.[0]?.task.jobId
  expect(jobIdOf({})).toMatch(/^~[0-9a-f]{8}$/)
  expect(jobIdOf({ Progress: 90, TaskStatus: 'SUCCEED', EndTime: '2017-06-27 15:01:00' })).toBe(jobIdOf({}))
  expect(jobIdOf({ StartTime: '2017-06-27 15:00:01' })).not.toBe(jobIdOf({}))
})

test('a task that goes on has no end at or before its start, one that has ended keeps what came', () => {
  const endOf = (TaskStatus: unknown, EndTime: string) =>
    rowsOf({ TotalCount: 1, Items: [{ TaskStatus, StartTime: '2017-06-27 15:00:00', EndTime }] })?.[0]?.task.endedAt
  expect(endOf('RUNNING', '1970-01-01 08:00:00')).toBeNull()
  expect(endOf('NEVER HEARD', '2017-06-27 15:00:00')).toBeNull()
  expect(endOf('RUNNING', '2017-06-27 15:00:01')).toBe('2017-06-27T07:00:01Z')
  expect(endOf('FAILED', '1970-01-01 08:00:00')).toBe('1970-01-01T00:00:00Z')
})

test('instances are those of both shapes at once, each once', () => {
  const items = [
    { InstanceIds: [], Data: [{ InstanceId: 'cdb-a' }, { InstanceId: 'cdb-a' }, { InstanceId: '' }] },
    { InstanceIds: ['cdb-b'], Data: '[{"InstanceId":"cdb-a"}]' },
    { InstanceIds: 'cdb-c' },
  ]
  const rows = rowsOf({ TotalCount: 3, Items: items })
  expect(rows?.map(({ task }) => task.instanceIds)).toEqual([['cdb-a'], ['cdb-b', 'cdb-a'], ['cdb-c']])
  expect(rows?.[1]?.task.payload).toEqual([{ InstanceId: 'cdb-a' }])
})

test('attachments of a wrong type are shown under the name of the field, empty ones not at all', () => {
  const items = [{ TaskAttachInfo: 'odd' }, { TaskAttachInfo: [null, '', { AttachKey: 'k', AttachValue: 1 }] }]
  expect(rowsOf({ TotalCount: 2, Items: items })?.map(({ task }) => task.attachments)).toEqual([
    [{ key: 'TaskAttachInfo', value: 'odd' }],
    [{ key: 'k', value: '1' }],
  ])
})

function rowsOf(reply: unknown) {
  try {
    return toTasksReply(reply, page, place).rows
  } catch (error) {
    if (isUpstreamError(error)) return null
    throw error
  }
}
