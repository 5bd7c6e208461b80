import { expect, test } from 'vitest'
import { problemOf } from '@/lib/http/problem-error'
import type { Detail, Neighbour } from '@/lib/tasks/details/task-details'
import { fakeTask } from '@/lib/tasks/fake-task'
import { rememberedFor } from './detail-memory'

const now = Date.parse('2026-01-01T12:00:00Z')
const ended = fakeTask({
  jobId: '1',
  status: 'failed',
  startedAt: '2026-01-01T10:00:00Z',
  endedAt: '2026-01-01T11:00:00Z',
})

function detail(state: Detail['state']): Detail {
  const rest = { matchedBy: null, data: null, bound: null, requestIds: [], readAt: '', problem: null }
  return { source: 'import-records', action: 'DescribeDBImportRecords', state, ...rest }
}

test.each([
  ['for good: found, and the task ended long ago', 'found', ended, 0],
  ['a while: nothing was found of it', 'nothing', ended, 600_000],
  ['a minute: it ended just now', 'found', { ...ended, endedAt: '2026-01-01T11:55:00Z' }, 60_000],
  ['ten seconds: it runs', 'found', { ...ended, status: 'running' as const, endedAt: null }, 10_000],
  ['a moment: it failed', 'failed', ended, 3_000],
] as const)('an answer is remembered %s', (_why, state, task, ms) => {
  expect(rememberedFor(detail(state), task, now)).toBe(ms)
})

const later = (minutes: number) => Date.parse('2026-01-01T11:00:00Z') + minutes * 60_000

test('what happens around a task is settled only when all that is around is past', () => {
  const alarms: Detail = { ...detail('found'), source: 'alarm-events', action: 'x', data: [] }
  expect(rememberedFor(alarms, ended, later(35))).toBe(60_000)
  expect(rememberedFor(alarms, ended, later(41))).toBe(0)
})

test('neighbours are settled when none runs and those after it are known', () => {
  const beside = (...tasks: Partial<Neighbour>[]): Detail => {
    const all = tasks.map((one) => ({ ...ended, relation: 'after' as const, ...one }))
    const more = { before: 0, during: 0, after: 0 }
    return { ...detail('found'), source: 'instance-tasks', action: 'x', data: { instanceId: 'a', tasks: all, more } }
  }
  expect(rememberedFor(beside({}), ended, later(60))).toBe(60_000)
  expect(rememberedFor(beside({}, {}, {}), ended, later(60))).toBe(0)
  expect(rememberedFor(beside({}, {}, {}, { status: 'running' }), ended, later(60))).toBe(60_000)
  expect(rememberedFor(beside({}), ended, later(8 * 24 * 60))).toBe(0)
})

test('an answer that some instances have no part in is asked for again soon', () => {
  const problem = problemOf('timeout', { detail: '' })
  expect(rememberedFor({ ...detail('found'), problem }, ended, now)).toBe(3_000)
})
