import fc from 'fast-check'
import { expect, test } from 'vitest'
import { config } from '@/lib/config'
import { toUtcText } from '@/lib/tasks/task-time'
import { describeTasks } from '@/lib/tencent/describe-tasks'
import { stubCloud } from '@/simulator/stubbed-cloud'
import { fakeFleet } from './fake-fleet'
import { ScopeScan } from './scope-scan'

// The scanner on the SDK, over sockets, against a region that lists badly and changes between pages.
const { moment, control } = stubCloud({ requestsPerSecond: 10_000, tasksPerRegion: 700 }, { CDB_TASKS_RATE: '10000' })

function newScan() {
  const [account] = config().accounts
  if (!account) throw new Error('one account is configured')
  const { fleet, clock } = fakeFleet({ describeTasks })
  clock.epochMs = moment
  // A range that stands still: a relative one would lose the task at its edge while the clock is put on.
  const question = { from: toUtcText(moment - 30 * 86_400_000), to: null, lookBackMs: 0, runningAt: false }
  return { scan: new ScopeScan(fleet, { account, region: 'ap-guangzhou' }, question, 20_000), clock }
}

async function keysOf({ scan }: ReturnType<typeof newScan>) {
  await scan.freshen()?.done
  expect(scan.failure).toBe(null)
  return new Set(scan.reading?.tasks.keys())
}

const times = fc.integer({ min: 1, max: 30 })
const fault = fc.oneof(
  fc.record({ kind: fc.constant('drifting-count'), by: fc.integer({ min: 1, max: 3 }), times }),
  fc.record({ kind: fc.constant('repeated-item'), times }),
  fc.record({ kind: fc.constant('empty-page'), at: fc.constantFrom(100, 300, 600), times }),
  fc.record({ kind: fc.constant('unordered'), times }),
  fc.record({ kind: fc.constant('late-tasks'), count: fc.integer({ min: 1, max: 20 }), times }),
)

test('nothing is lost and nothing comes twice, however badly the pages come; once they come well, all of it is there', async () => {
  const quiet = await keysOf(newScan())
  expect(quiet.size).toBeGreaterThan(600)
  let whole = 0
  await fc.assert(
    fc.asyncProperty(fc.array(fault, { minLength: 1, maxLength: 3 }), async (faults) => {
      for (const one of faults) await control('PUT', 'fault', one)
      const restless = newScan()
      const seen = await keysOf(restless)
      await control('DELETE', 'fault')
      if (restless.scan.reading?.gap === null) {
        whole += 1
        expect([...quiet].filter((key) => !seen.has(key))).toEqual([])
      }
      // A list that did not add up is read whole again after a minute at the latest.
      restless.clock.pass(61_000)
      const after = await keysOf(restless)
      expect(restless.scan.reading?.gap).toBe(null)
      expect([...quiet].filter((key) => !after.has(key))).toEqual([])
      expect(after.size).toBe(quiet.size)
    }),
    { numRuns: 15 },
  )
  expect(whole).toBeGreaterThan(1)
}, 120_000)
