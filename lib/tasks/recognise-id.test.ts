import { describe, expect, it } from 'vitest'
import { recogniseId } from './recognise-id'

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
