import { describe, expect, it } from 'vitest'
import { recogniseId, searchFor } from './recognise-id'

describe('recogniseId', () => {
  it.each([
    ['cdb-c1nl9rpv', 'instance'],
    [' CDBRO-C1NL9RPV ', 'instance'],
    ['"cdb-c1nl9rpv",', 'instance'],
    ['9d21004b-3aa1896a-eeddca4b-a68f106d', 'async'],
    ['15970', 'job'],
  ])('knows %j by its shape', (text, kind) => {
    expect(recogniseId(text)?.kind).toBe(kind)
  })

  it.each(['', 'back_log', 'cdb-', '6EF60BEC-0242-43AF-BB20-270359FB54A7', 'cdb-c1nl9rpv; drop'])(
    'does not guess at %j',
    (text) => {
      expect(recogniseId(text)).toBeNull()
    },
  )
})

describe('searchFor', () => {
  const noId = { instance: null, async: null, job: null, q: null }
  const anyTime = { from: 'all', to: null, at: null }

  it('asks for one id instead of any other, and for a request or a job in all of time', () => {
    expect(searchFor('CDB-c1nl9rpv')).toEqual({ ...noId, instance: 'cdb-c1nl9rpv' })
    expect(searchFor('15970')).toEqual({ ...noId, ...anyTime, job: '15970' })
    const async = '9d21004b-3aa1896a-eeddca4b-a68f106d'
    expect(searchFor(async)).toEqual({ ...noId, ...anyTime, async })
  })

  it('searches for whatever else it is, and for nothing when it is blank', () => {
    expect(searchFor('  msg:deadlock orders ')).toEqual({ q: 'msg:deadlock orders' })
    expect(searchFor(' ')).toEqual({ q: null })
  })

  it('refuses a text that no address takes', () => {
    expect(searchFor('x'.repeat(500))).toEqual({ q: 'x'.repeat(500) })
    expect(searchFor('x'.repeat(501))).toBeNull()
  })
})
