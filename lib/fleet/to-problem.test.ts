import { describe, expect, it } from 'vitest'
import { ProblemError, problemOf } from '@/lib/http/problem-error'
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
})
