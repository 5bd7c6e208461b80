import { expect, test } from 'vitest'
import { fakeTask } from '@/lib/tasks/fake-task'
import { typicalDuration } from './typical-duration'

function finished(count: number) {
  return Array.from({ length: count }, (_, index) =>
    fakeTask({
      jobId: '1',
      key: `a/b/${index}`,
      type: 'upgrade-master',
      status: index % 5 === 0 ? 'failed' : 'succeed',
      durationSeconds: index + 1,
      startedAt: `2026-01-01T00:${String(59 - (index % 60)).padStart(2, '0')}:00Z`,
    }),
  )
}

const running = fakeTask({ jobId: '1', key: 'a/b/x', type: 'upgrade-master', status: 'running', durationSeconds: null })

test('median and 95th percentile are of the finished tasks of the type, each counted once', () => {
  const tasks = finished(100)
  const others = [
    fakeTask({ jobId: '1', key: 'a/b/y', type: 'reboot', status: 'succeed', durationSeconds: 9_999 }),
    running,
  ]
  expect(typicalDuration([...tasks, ...tasks, ...others], running)).toEqual({
    count: 100,
    medianSeconds: 50,
    p95Seconds: 95,
    since: '2026-01-01T00:00:00Z',
  })
})

test('one task is its own median, and none makes no number', () => {
  expect(typicalDuration(finished(1), running)).toMatchObject({ count: 1, medianSeconds: 1, p95Seconds: 1 })
  expect(typicalDuration([running], running)).toBeNull()
})

test('an unknown type is compared with its own wire name only', () => {
  const unknown = { type: 'unknown', status: 'succeed', startedAt: '2026-01-01T00:00:00Z' } as const
  const clone = fakeTask({ jobId: '1', ...unknown, key: 'a/b/1', typeWire: 'CLONE INSTANCE', durationSeconds: 5 })
  const ssl = fakeTask({ jobId: '1', ...unknown, key: 'a/b/2', typeWire: 'OPEN SSL', durationSeconds: 500 })
  expect(typicalDuration([clone, ssl], clone)).toMatchObject({ count: 1, medianSeconds: 5 })
})
