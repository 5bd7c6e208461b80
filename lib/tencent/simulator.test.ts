import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEMO_SECRET_ID, DEMO_SECRET_KEY, type Simulator, startSimulator } from '@/simulator/server'
import { describeTasks } from './describe-tasks'
import { scopeAt } from './fake-cloud'

let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ regions: { 'ap-guangzhou': 'documented', 'ap-beijing': 'live' } })
})
afterAll(() => simulator.close())

const page = { offset: 0, limit: 100 }

function scopeIn(region: string, secretId = DEMO_SECRET_ID, secretKey = DEMO_SECRET_KEY) {
  const keys = { secretId: () => secretId, secretKey: () => secretKey, sessionToken: null }
  return { ...scopeAt(simulator.url, { kind: 'keys', ...keys }), region }
}

test.each(['ap-guangzhou', 'ap-beijing'])(
  'a strict endpoint accepts our signature and question in %s',
  async (region) => {
    const { rows, totalCount } = await describeTasks(scopeIn(region), page, {})
    expect(rows.length).toBeGreaterThan(0)
    expect(totalCount).toBeGreaterThanOrEqual(rows.length)
    expect(rows.some(({ task }) => task.type !== 'unknown' && task.status !== 'unknown')).toBe(true)
  },
)

test('every filter is one that it knows', async () => {
  const [first] = (await describeTasks(scopeIn('ap-beijing'), { ...page, taskTypes: [11], taskStatuses: [2] }, {})).rows
  expect(first?.task).toMatchObject({ type: 'upgrade-master', status: 'succeed' })
  const start = Date.parse(first?.task.startedAt ?? '')
  const again = await describeTasks(
    scopeIn('ap-beijing'),
    {
      ...page,
      instanceId: first?.task.instanceIds[0],
      asyncRequestId: first?.task.asyncRequestId ?? undefined,
      startTimeBegin: start,
      startTimeEnd: start,
    },
    {},
  )
  expect(again.rows.map(({ task }) => task.key)).toEqual([first?.task.key])
})

test.each([
  ['another secret', DEMO_SECRET_ID, 'wrong', 'AuthFailure.SignatureFailure'],
  ['an id that nobody has', 'AKIDnobody', DEMO_SECRET_KEY, 'AuthFailure.SecretIdNotFound'],
])('%s is bad credentials, by the cloud’s own code', async (_what, secretId, secretKey, code) => {
  const error = describeTasks(scopeIn('ap-guangzhou', secretId, secretKey), page, {})
  await expect(error).rejects.toMatchObject({ kind: 'bad-credentials', code, requestId: expect.stringMatching(/./) })
})

test('a region that is none is a bad request', async () => {
  await expect(describeTasks(scopeIn('ap-atlantis'), page, {})).rejects.toMatchObject({
    kind: 'bad-request',
    code: 'UnsupportedRegion',
  })
})

test.each([400, -400])('a clock %i seconds away from the cloud’s is corrected by its own word', async (seconds) => {
  const control = `${simulator.url}/control/fault`
  const put = await fetch(control, { method: 'PUT', body: JSON.stringify({ kind: 'skew', seconds }) })
  expect(put.ok).toBe(true)
  expect((await describeTasks(scopeIn('ap-guangzhou'), page, {})).rows.length).toBeGreaterThan(0)
  await fetch(control, { method: 'DELETE' })
  expect((await describeTasks(scopeIn('ap-guangzhou'), page, {})).rows.length).toBeGreaterThan(0)
})
