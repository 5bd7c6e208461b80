import { expect, test } from 'vitest'
import { fakeTask } from '@/lib/tasks/fake-task'
import { ProgressWatch } from './progress-watch'

const at = (minute: number) => Date.parse('2026-01-01T00:00:00Z') + minute * 60_000
const running = fakeTask({ jobId: '1', status: 'running', statusWire: 'RUNNING', progressPercent: 40 })

test('a task that does not move is told since when, once it was seen twice', () => {
  const watch = new ProgressWatch()
  expect(watch.since(running)).toBeNull()
  watch.see([running], at(0))
  expect(watch.since(running)).toBeNull()
  watch.see([running], at(12))
  expect(watch.since(running)).toBe('2026-01-01T00:00:00Z')
})

test('one step of progress or of status begins anew', () => {
  const watch = new ProgressWatch()
  watch.see([running], at(0))
  watch.see([running], at(5))
  const further = { ...running, progressPercent: 41 }
  watch.see([further], at(6))
  expect(watch.since(further)).toBeNull()
  expect(watch.since(running)).toBeNull()
  watch.see([further], at(9))
  expect(watch.since(further)).toBe('2026-01-01T00:06:00Z')
})

test('an older reading that comes late is no second look, and what has ended stands still rightly', () => {
  const watch = new ProgressWatch()
  watch.see([running], at(5))
  watch.see([running], at(3))
  expect(watch.since(running)).toBeNull()
  const ended = { ...running, status: 'succeed', statusWire: 'SUCCEED' } as const
  watch.see([ended], at(6))
  watch.see([ended], at(9))
  expect(watch.since(ended)).toBeNull()
})
