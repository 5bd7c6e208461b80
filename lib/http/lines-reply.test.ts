import { afterEach, beforeEach, expect, it } from 'vitest'
import { linesReply } from './lines-reply'

const unhandled: unknown[] = []
const note = (reason: unknown) => unhandled.push(reason)
beforeEach(() => {
  unhandled.length = 0
  process.on('unhandledRejection', note)
})
afterEach(() => {
  process.off('unhandledRejection', note)
})

/** A source that answers when it is told to. */
function source() {
  let resolve = (_value: object) => {}
  let reject = (_error: Error) => {}
  const promise = new Promise<object>((onValue, onError) => {
    resolve = onValue
    reject = onError
  })
  return { promise, resolve, reject }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

it('sends the head at once, and the others as they come', async () => {
  const first = source()
  const last = source()
  const reply = linesReply({ asked: 2 }, [last.promise, first.promise])
  first.resolve({ source: 'first' })
  await turn()
  last.resolve({ source: 'last' })
  expect(await reply.text()).toBe('{"asked":2}\n{"source":"first"}\n{"source":"last"}\n')
})

it('lets a reader leave before all have answered, and drops what comes then', async () => {
  const answers = [source(), source()]
  const reader = linesReply(
    { asked: 2 },
    answers.map(({ promise }) => promise),
  ).body?.getReader()
  await reader?.read()
  await reader?.cancel()
  answers[0]?.resolve({ source: 'late' })
  answers[1]?.reject(new Error('cancelled'))
  for (let turns = 0; turns < 5; turns++) await turn()
  expect(unhandled).toEqual([])
})
