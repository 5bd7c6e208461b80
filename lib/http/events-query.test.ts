import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { requireEventsRequest } from './events-query'
import { isProblemError } from './problem-error'

const ID = 'cdb-c1nl9rpv'
const requestOf = (query: string, path = ID) => requireEventsRequest(path, new URLSearchParams(query))

function refusalOf(query: string, path = ID) {
  try {
    requestOf(query, path)
  } catch (error) {
    return Object(error).problem
  }
  throw new Error('nothing was refused')
}

describe('the query of an instance’s events', () => {
  it('has the forms and the defaults of the instance’s page', () => {
    expect(requestOf('')).toMatchObject({ instanceId: ID, format: 'json', search: { from: '-7d', to: null } })
    const asked = requestOf('account=prod&region=ap-guangzhou,ap-tokyo&from=2017-06-27 15:00:00&to=-1h&format=ndjson')
    expect(asked).toMatchObject({
      format: 'ndjson',
      search: { account: ['prod'], region: ['ap-guangzhou', 'ap-tokyo'], from: '2017-06-27T07:00:00Z', to: '-1h' },
    })
  })

  it('knows an instance however its id was pasted', () => {
    expect(requestOf('', 'CDB-C1NL9RPV').instanceId).toBe(ID)
  })

  it.each([
    ['type=reboot', 'type', 'unknown-parameter'],
    ['instance=cdb-a', 'instance', 'unknown-parameter'],
    ['from=yesterday', 'from', 'not-allowed'],
    ['from=-1d&from=-2d', 'from', 'repeated'],
    ['region=', 'region', 'not-allowed'],
    ['format=xml', 'format', 'not-allowed'],
    ['format=json&format=json', 'format', 'repeated'],
  ])('is refused in ?%s', (query, parameter, reason) => {
    expect(refusalOf(query)).toMatchObject({ status: 400, parameters: [{ parameter, reason }] })
  })

  it.each(['1', 'a/b', '%00', '9d21004b-3aa1896a-eeddca4b-a68f106d', 'x'.repeat(65)])('refuses the path %s', (path) => {
    expect(refusalOf('', path)).toMatchObject({ status: 400, parameters: [{ parameter: 'instanceId' }] })
  })

  it('is read or refused, whatever it is', () => {
    const word = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('from', 'to', 'region', 'format', '-7d', ID))
    fc.assert(
      fc.property(word, fc.array(fc.tuple(word, word), { maxLength: 4 }), (path, pairs) => {
        try {
          expect(requireEventsRequest(path, new URLSearchParams(pairs)).instanceId).toMatch(/^[A-Za-z][\w-]+$/)
        } catch (error) {
          expect(isProblemError(error) && error.problem.type).toBe('urn:cdb-tasks:problem:bad-parameter')
        }
      }),
    )
  })
})
