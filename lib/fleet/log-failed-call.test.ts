import { beforeEach, expect, test, vi } from 'vitest'
import { problemOf } from '@/lib/http/problem-error'
import { UpstreamError } from '@/lib/tencent/errors'
import { scopeAt } from '@/lib/tencent/fake-cloud'
import { logFailedCall } from './log-failed-call'

const log = vi.hoisted(() => ({ logProblem: vi.fn(), logFault: vi.fn() }))
vi.mock('@/lib/http/log', () => log)
beforeEach(() => vi.clearAllMocks())

const scope = scopeAt('http://127.0.0.1:4400')
const refused = problemOf('network', { detail: '' })

test('what failed is told with where, how often and why', () => {
  const error = new UpstreamError('network', { cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }) })
  error.attempts = 3
  expect(logFailedCall(refused, scope, 'DescribeTasks', error)).toBe(true)
  const { name } = scope.account
  const call = { account: name, region: scope.region, host: '127.0.0.1:4400', action: 'DescribeTasks' }
  expect(log.logProblem.mock.calls).toEqual([[refused, { ...call, attempts: 3, status: null, reason: 'ECONNREFUSED' }]])
})

test('a reason is a word of the system, and nothing that was quoted', () => {
  for (const code of ['connect to 10.0.0.1', 'Secret', 'E'.repeat(90)]) {
    const cause = Object.assign(new Error(), { code })
    logFailedCall(refused, scope, 'DescribeTasks', new UpstreamError('network', { cause }))
  }
  expect(log.logProblem.mock.calls.map(([, { reason }]) => reason)).toEqual([null, null, null])
})

test('a call that was held has been told of already, and a fault of ours elsewhere', () => {
  const held = problemOf('network', { detail: '', retryAt: '2026-01-01T00:00:00Z' })
  expect(logFailedCall(held, scope, 'DescribeTasks', null)).toBe(false)
  expect(logFailedCall(problemOf('internal', { detail: '' }), scope, 'DescribeTasks', null)).toBe(true)
  expect(log.logProblem).not.toHaveBeenCalled()
})

test('an account without credentials is told twice a minute, not by each call', () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  const problem = problemOf('no-credentials', { detail: '' })
  const other = { ...scope, account: { ...scope.account, name: 'other' } }
  for (let call = 0; call < 10; call++) for (const each of [scope, other]) logFailedCall(problem, each, 'A', null)
  expect(log.logProblem).toHaveBeenCalledTimes(2)
  vi.advanceTimersByTime(30_000)
  logFailedCall(problem, scope, 'A', null)
  expect(log.logProblem).toHaveBeenCalledTimes(3)
  vi.useRealTimers()
})
