import { describe, expect, it } from 'vitest'
import { fakeTask } from '@/lib/tasks/fake-task'
import type { SortField } from '@/lib/tasks/task-search'
import { byJobId, sortTasks } from './sort-tasks'

const NOW = Date.parse('2026-03-01T00:00:00Z')

function jobIds(tasks: Parameters<typeof sortTasks>[0], field: SortField, descending: boolean): string {
  return sortTasks(byJobId(tasks), { field, descending }, NOW)
    .map(({ jobId }) => jobId)
    .join(' ')
}

describe('sorted tasks', () => {
  it('stand by their value, in either direction', () => {
    const tasks = [10, 30, 20].map((durationSeconds, index) => fakeTask({ jobId: String(index), durationSeconds }))
    expect(jobIds(tasks, 'duration', false)).toBe('0 2 1')
    expect(jobIds(tasks, 'duration', true)).toBe('1 2 0')
  })

  it('have those without the value last in both directions', () => {
    const tasks = [null, '2026-01-02T00:00:00Z', null, '2026-01-01T00:00:00Z'].map((startedAt, index) =>
      fakeTask({ jobId: String(index), startedAt }),
    )
    expect(jobIds(tasks, 'started', false)).toBe('3 1 0 2')
    expect(jobIds(tasks, 'started', true)).toBe('1 3 2 0')
  })

  it('count a value that cannot be read as none', () => {
    const tasks = [
      fakeTask({ jobId: '1', startedAt: 'not a time', progressPercent: 'half' }),
      fakeTask({ jobId: '2', startedAt: '2026-01-01T00:00:00Z', progressPercent: 3 }),
    ]
    expect(jobIds(tasks, 'started', false)).toBe('2 1')
    expect(jobIds(tasks, 'progress', true)).toBe('2 1')
  })

  it('count as running until now what has no end yet', () => {
    const running = { status: 'running', endedAt: null, durationSeconds: null } as const
    const tasks = [
      fakeTask({ jobId: '1', durationSeconds: 600 }),
      fakeTask({ jobId: '2', ...running, startedAt: '2026-02-28T23:55:00Z' }),
      fakeTask({ jobId: '3', ...running, startedAt: '2026-02-28T12:00:00Z' }),
      fakeTask({ jobId: '4', durationSeconds: null, endedAt: null }),
    ]
    expect(jobIds(tasks, 'duration', true)).toBe('3 1 2 4')
  })

  it('break ties by job id as a number, however long', () => {
    const tasks = ['10', '9', '90071992547409931', '90071992547409930'].map((jobId) => fakeTask({ jobId }))
    expect(jobIds(tasks, 'status', false)).toBe('9 10 90071992547409930 90071992547409931')
    expect(jobIds(tasks, 'started', true)).toBe('90071992547409931 90071992547409930 10 9')
  })

  it('stand by status in the order of the documentation, not of the alphabet', () => {
    const tasks = [
      fakeTask({ jobId: '1', status: 'failed' }),
      fakeTask({ jobId: '2', status: 'unknown' }),
      fakeTask({ jobId: '3', status: 'running' }),
      fakeTask({ jobId: '4', status: 'undefined' }),
    ]
    expect(jobIds(tasks, 'status', false)).toBe('4 3 1 2')
  })

  it('stand by the first line of their message that says something, in no case of letters, and those without one last', () => {
    const warning = 'mysql: [Warning] Using a password on the command line interface can be insecure.'
    const tasks = [
      fakeTask({ jobId: '1', message: `${warning}\nERROR 1064 (42000) at line 3: syntax` }),
      fakeTask({ jobId: '2', message: null }),
      fakeTask({ jobId: '3', message: 'deadlock' }),
      fakeTask({ jobId: '4', message: '' }),
      fakeTask({ jobId: '5', status: 'failed', payload: { Code: 1, Message: 'Access denied' } }),
    ]
    expect(jobIds(tasks, 'message', false)).toBe('5 3 1 2 4')
    expect(jobIds(tasks, 'message', true)).toBe('1 3 5 4 2')
  })

  it('are a copy: the order as it came is kept', () => {
    const tasks = ['2', '1'].map((jobId) => fakeTask({ jobId }))
    sortTasks(byJobId(tasks), { field: 'job', descending: false }, NOW)
    expect(tasks.map(({ jobId }) => jobId)).toEqual(['2', '1'])
  })
})
