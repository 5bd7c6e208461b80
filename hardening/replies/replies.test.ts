import fc from 'fast-check'
import { expect, test } from 'vitest'
import { locales } from './drawn'
import { generatedReply } from './generated-reply'
import { marked, walkReply } from './walk-reply'

test('any reply goes from the wire to the screen, the files and the ticket: nothing throws, nothing is lost, nothing runs', () => {
  let rows = 0
  fc.assert(
    fc.property(generatedReply, fc.constantFrom(...locales), (reply, locale) => {
      rows += walkReply(marked(reply), locale)
    }),
    { numRuns: 10_000, interruptAfterTimeLimit: 8_000, endOnFailure: true },
  )
  expect(rows).toBeGreaterThan(20)
}, 60_000)
