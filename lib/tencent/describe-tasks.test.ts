import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, expect, test } from 'vitest'
import documented from '@/lib/tasks/fixtures/documented-reply.json'
import { describeTasks } from './describe-tasks'
import { type FakeCloud, json, scopeAt, startFakeCloud } from './fake-cloud'
import live from './fixtures/live-reply.json'

const clouds: FakeCloud[] = []
afterEach(async () => {
  await Promise.all(clouds.splice(0).map((cloud) => cloud.close()))
})

async function scopeThat(...answer: Parameters<typeof startFakeCloud>) {
  const cloud = await startFakeCloud(...answer)
  clouds.push(cloud)
  return { cloud, scope: scopeAt(cloud.url) }
}

const page = { offset: 0, limit: 100 }

test('a question goes out with the integers and the wall clock of the service, and nothing that was not asked', async () => {
  const { cloud, scope } = await scopeThat(json(live))
  const filters = { instanceId: 'cdb-c1nl9rpv', taskTypes: [1, 11], taskStatuses: [-1, 3] }
  const startTimeBegin = Date.parse('2017-06-27T07:00:00Z')
  await describeTasks(scope, { ...filters, startTimeBegin, offset: 100, limit: 20 }, {})
  expect(JSON.parse(cloud.calls[0]?.body ?? '')).toEqual({
    InstanceId: 'cdb-c1nl9rpv',
    TaskTypes: [1, 11],
    TaskStatus: [-1, 3],
    StartTimeBegin: '2017-06-27 15:00:00',
    Offset: 100,
    Limit: 20,
  })
})

test.each([
  ['documented', documented, 10],
  ['live', live, 5],
])('a reply in the %s shape is a task for each item, with the item as it came', async (_shape, example, count) => {
  const { scope } = await scopeThat(json(example))
  const { rows, ...rest } = await describeTasks(scope, page, {})
  expect(rows).toHaveLength(count)
  expect(rows.map(({ raw }) => raw)).toEqual(example.Response.Items)
  expect(rows.every(({ task }) => task.type !== 'unknown' && task.status !== 'unknown')).toBe(true)
  expect(rest).toEqual({ totalCount: example.Response.TotalCount, requestId: example.Response.RequestId })
})

test('a count that cannot be read is at least the rows seen, and one more behind a full page', async () => {
  const { scope } = await scopeThat(json({ Response: { TotalCount: 'many', Items: [{ JobId: 1 }, { JobId: 2 }] } }))
  expect((await describeTasks(scope, { offset: 40, limit: 20 }, {})).totalCount).toBe(42)
  expect((await describeTasks(scope, { offset: 40, limit: 2 }, {})).totalCount).toBe(43)
})

test.each([
  ['without a list of tasks', { Response: { TotalCount: 3, RequestId: 'r-1' } }, 'r-1'],
  ['that is a number', { Response: 5 }, null],
])('a reply %s is unreadable', async (_what, reply, requestId) => {
  const { scope } = await scopeThat(json(reply))
  await expect(describeTasks(scope, page, {})).rejects.toMatchObject({ kind: 'unreadable-reply', requestId })
})

test('server-sent events, which the SDK hands on as they are, are unreadable', async () => {
  const { scope } = await scopeThat((response) => {
    response.setHeader('content-type', 'text/event-stream')
    response.end('data: 1\n\n')
  })
  await expect(describeTasks(scope, page, {})).rejects.toMatchObject({ kind: 'unreadable-reply' })
})

test('an item too deep to be written again is still a row', async () => {
  const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`
  const { scope } = await scopeThat((response) => {
    response.end(`{"Response":{"TotalCount":2,"Items":[{"JobId":1,"Data":${deep}},{"Data":${deep}}]}}`)
  })
  const { rows } = await describeTasks(scope, page, {})
  expect(rows.map(({ task }) => task.jobId)).toEqual(['1', expect.stringMatching(/^~/)])
  expect(() => JSON.stringify(rows)).not.toThrow()
})

test('a deadline outlives the collection of memory', async () => {
  setFlagsFromString('--expose-gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect !== 'function') throw new Error('no way to collect')
  const collecting = setInterval(() => collect(), 10)
  const { scope } = await scopeThat(() => {})
  await expect(describeTasks(scope, page, { deadlineMs: 300 })).rejects.toMatchObject({ kind: 'timeout' })
  clearInterval(collecting)
})
