import { register } from 'node:module'
import fc from 'fast-check'
import type { Measure } from '../../bench/measure'
import { seconds } from '../../bench/measure'
import { generatedReply } from './generated-reply'

const REPLIES = 10_000

/** Each reply once, drawn in one of the languages. Throws with the seed where one of them throws. */
export async function measureReplies(): Promise<Measure[]> {
  // The modules of the server refuse to be read outside of it, those of the browser inside: here both are.
  register('./without-server-only.mjs', import.meta.url)
  process.env.CDB_TASKS_AUTH = 'none'
  const { locales } = await import('./drawn')
  const { marked, walkReply } = await import('./walk-reply')
  const startedAt = performance.now()
  let walked = 0
  let rows = 0
  fc.assert(
    fc.property(generatedReply, fc.constantFrom(...locales), (reply, locale) => {
      rows += walkReply(marked(reply), locale)
      walked += 1
    }),
    { numRuns: REPLIES, endOnFailure: true },
  )
  return [
    {
      what: 'generated replies through the parser, the payload views and the files',
      target: `≥ ${REPLIES.toLocaleString('en')}, 0 exceptions`,
      figure: `${walked.toLocaleString('en')} replies, ${rows.toLocaleString('en')} rows, 0 exceptions, in ${seconds(performance.now() - startedAt)}`,
      verdict: walked >= REPLIES ? 'met' : 'MISSED',
      how: 'wire item → Task → failure rules → payload sections → HTML in English or Chinese → CSV, NDJSON, Markdown, hand-over, comparison; any exception ends the part and prints its seed.',
    },
  ]
}
