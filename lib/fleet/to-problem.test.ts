import { describe, expect, it } from 'vitest'
import { ProblemError, problemOf } from '@/lib/http/problem-error'
import { UpstreamError } from '@/lib/tencent/errors'
import { toProblem } from './to-problem'

describe('what is said of an error', () => {
  it('is the problem it carries, even from another copy of its class', () => {
    const problem = problemOf('throttled', { detail: 'Too often.', code: 'RequestLimitExceeded' })
    expect(toProblem(new ProblemError(problem))).toBe(problem)
    expect(toProblem(Object.assign(new Error(), { name: 'ProblemError', problem }))).toBe(problem)
  })

  it('never is the message of an unforeseen one', () => {
    const said = JSON.stringify(toProblem(new Error('SecretKey=Gu5t9xGARNpq86cd98joQYCN3EXAMPLE')))
    expect(said).not.toContain('Gu5t9')
    expect(JSON.parse(said)).toMatchObject({ type: 'urn:cdb-tasks:problem:internal', status: 500 })
  })

  it.each([undefined, null, 'text', 7, {}])('is internal for a thrown %j', (thrown) => {
    expect(toProblem(thrown)).toMatchObject({ status: 500 })
  })

  it.each([
    ['DescribeTasks', 'The key lacks cdb:DescribeTasks on all resources ("resource": "*").'],
    ['DescribeAsyncRequestInfo', 'The key lacks cdb:DescribeAsyncRequestInfo on all resources ("resource": "*").'],
    ['DescribeDBImportRecords', 'The key lacks cdb:DescribeDBImportRecords on this instance or on all.'],
  ])('names what the key lacks for %s, and where', (action, detail) => {
    const refused = new UpstreamError('not-permitted', { code: 'UnauthorizedOperation' })
    expect(toProblem(refused, action)).toMatchObject({ title: 'The cloud does not permit this key to ask', detail })
  })
})
