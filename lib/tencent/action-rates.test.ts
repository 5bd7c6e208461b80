import { expect, it } from 'vitest'
import { config, type Scope } from '@/lib/config'
import { stubCloud } from '@/simulator/stubbed-cloud'
import { rateOf } from './action-rates'
import { ask } from './ask'

const { control } = stubCloud({}, { CDB_TASKS_REGIONS: 'ap-shanghai', CDB_TASKS_RATE: '90' })

it.each([
  ['DescribeTasks', 90],
  ['DescribeDBSwitchRecords', 45],
  ['DescribeAsyncRequestInfo', 36],
  ['DescribeTimeWindow', 18],
  ['DescribeSomethingNew', 18],
])('%s is asked in proportion to its own limit: %d a second of ninety', (action, rate) => {
  expect(rateOf(action, 90)).toBe(rate)
})

it('keeps each API under its own limit, and none waits for another', async () => {
  const [account] = config().accounts
  // Safe: the stubbed cloud configures one account.
  const scope = { account, region: 'ap-shanghai' } as Scope
  const many = (action: string, body: object, count: number) =>
    Promise.allSettled(Array.from({ length: count }, () => ask(scope, action, body)))
  await Promise.all([
    many('DescribeTimeWindow', { InstanceId: 'cdb-nobody' }, 50),
    many('DescribeDBInstances', { InstanceIds: [], Limit: 20 }, 50),
  ])
  // Safe: the simulator's own JSON.
  const lanes = (await control('GET', 'limit')) as Record<string, { refused: number; worstSecond: number }>
  expect(Object.keys(lanes)).toHaveLength(2)
  for (const [lane, { refused, worstSecond }] of Object.entries(lanes)) {
    expect(refused, lane).toBe(0)
    expect(worstSecond, lane).toBeLessThanOrEqual(lane.includes('TimeWindow') ? 20 : 100)
  }
})
