import { describe, expect, it } from 'vitest'
import { requireListRequest, requireStart, requireTaskSearch } from './strict-query'

function problemOf(read: () => unknown) {
  try {
    read()
  } catch (error) {
    return Object(error).problem
  }
  throw new Error('nothing was refused')
}

describe('the query of a list', () => {
  it('is refused whole, with every parameter that is not understood and what is allowed', () => {
    const query = new URLSearchParams('regoin=ap-guangzhou&size=33&type=nope&status=failed')
    const problem = problemOf(() => requireTaskSearch(query))
    expect(problem).toMatchObject({ status: 400, title: expect.any(String) })
    expect(problem.parameters.map(({ parameter }: { parameter: string }) => parameter)).toEqual([
      'regoin',
      'size',
      'type',
    ])
    expect(problem.detail).toContain('There is no parameter "regoin"')
    expect(problem.detail).toContain('Allowed: 20, 50, 100.')
  })

  it('may say how the answer is wanted, strictly too', () => {
    const asked = requireListRequest(new URLSearchParams('wait=first&retry=prod/ap-guangzhou&status=failed'))
    expect(asked).toMatchObject({
      search: { status: ['failed'] },
      wait: 'first',
      retry: { account: 'prod', region: 'ap-guangzhou' },
    })
    expect(requireListRequest(new URLSearchParams('retry=all'))).toMatchObject({ retry: 'all' })
    expect(requireListRequest(new URLSearchParams())).toMatchObject({ wait: 'all', retry: null })
    const wrong = new URLSearchParams('wait=now&retry=ap-guangzhou&wait=first&nope=1')
    const { parameters } = problemOf(() => requireListRequest(wrong))
    expect(parameters.map(({ parameter }: { parameter: string }) => parameter)).toEqual([
      'nope',
      'wait',
      'wait',
      'retry',
    ])
  })

  it('may carry the state of the page', () => {
    expect(requireTaskSearch(new URLSearchParams('tz=utc&task=default/ap-guangzhou/1'))).toMatchObject({ tz: 'utc' })
  })

  it('is cut where a value is too long to repeat', () => {
    const problem = problemOf(() => requireTaskSearch(new URLSearchParams({ type: 'x'.repeat(9_000) })))
    expect(problem.detail.length).toBeLessThan(1_000)
  })
})

describe('start in the address of a task', () => {
  it.each([
    ['2017-06-27T07:00:00Z'],
    ['2017-06-27T15:00:00+08:00'],
    ['2017-06-27T15:00:00 08:00'],
    ['2017-06-27 15:00:00'],
  ])('is read from %s', (start) => {
    expect(requireStart(new URLSearchParams({ start }))).toBe('2017-06-27T07:00:00Z')
  })

  it('may be left out', () => {
    expect(requireStart(new URLSearchParams())).toBeNull()
  })

  it.each([
    ['start=', 'not-allowed'],
    ['start=-24h', 'not-allowed'],
    ['start=all', 'not-allowed'],
    ['start=2017-06-27T15:00:00', 'not-allowed'],
    ['start=2017-06-27T07:00:00Z&start=2017-06-27T07:00:00Z', 'repeated'],
    ['from=-24h', 'unknown-parameter'],
  ])('refuses ?%s as %s', (query, reason) => {
    const problem = problemOf(() => requireStart(new URLSearchParams(query)))
    expect(problem).toMatchObject({ status: 400, parameters: [{ reason }] })
    expect(problem.parameters[0].allowed).not.toContain('-24h')
  })
})
