import { describe, expect, it } from 'vitest'
import { faultFields, problemFields } from './log'
import { problemOf } from './problem-error'

const secret = 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE'

describe('a line of the log', () => {
  it('has the kind, the code, the request id and the scope of a failed call, and nothing else', () => {
    const problem = problemOf('bad-credentials', {
      detail: secret,
      code: 'AuthFailure.SecretIdNotFound',
      requestId: 'r',
    })
    const call = {
      account: 'default',
      region: 'ap-guangzhou',
      host: 'cdb.example.com',
      action: 'DescribeTasks',
      attempts: 1,
      status: null,
      reason: null,
    }
    expect(problemFields(problem, call)).toEqual({
      kind: 'bad-credentials',
      code: 'AuthFailure.SecretIdNotFound',
      requestId: 'r',
      ...call,
    })
  })

  it('says where an unforeseen error was thrown, without its message', () => {
    const fields = faultFields(new TypeError(`first line ${secret}\nsecond line ${secret}`))
    expect(fields).toMatchObject({ kind: 'internal', name: 'TypeError' })
    expect(fields.frames[0]).toContain('log.test.ts')
    expect(JSON.stringify(fields)).not.toContain(secret)
  })
})
