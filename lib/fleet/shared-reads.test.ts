import { describe, expect, it } from 'vitest'
import { FakeClock, settle } from './fake-fleet'
import { SharedReads } from './shared-reads'

interface Answer {
  text: string
}

/** A call whose end the test decides. */
function call() {
  const state = { count: 0, signals: [] as AbortSignal[], answer: (_: Answer) => {}, fail: (_: Error) => {} }
  const load = (signal: AbortSignal) => {
    state.count += 1
    state.signals.push(signal)
    return new Promise<Answer>((resolve, reject) => {
      state.answer = resolve
      state.fail = reject
    })
  }
  return { state, load }
}

function memory() {
  const clock = new FakeClock()
  return { clock, reads: new SharedReads<Answer>({ ttlMs: 3_000, max: 10, now: clock.now }) }
}

describe('identical questions', () => {
  it('share one call while it is in flight', async () => {
    const { reads } = memory()
    const { state, load } = call()
    const both = Promise.all([reads.read('a', load), reads.read('a', load)])
    state.answer({ text: 'one' })
    const [first, second] = await both
    expect(first).toBe(second)
    expect(state.count).toBe(1)
  })

  it('are answered from memory for the time to live, and asked again after it', async () => {
    const { reads, clock } = memory()
    let count = 0
    const load = async () => {
      count += 1
      return { text: String(count) }
    }
    await reads.read('a', load)
    clock.pass(2_999)
    expect(await reads.read('a', load)).toEqual({ text: '1' })
    clock.pass(2)
    expect(await reads.read('a', load)).toEqual({ text: '2' })
  })

  it('are remembered each for its own time, one for good, and none beyond the weight of all', async () => {
    const clock = new FakeClock()
    const ttlMs = ({ text }: Answer) => (text === 'good' ? 0 : 1_000)
    const weight = { most: 12, of: ({ text }: Answer) => text.length }
    const reads = new SharedReads<Answer>({ ttlMs, max: 10, weight, now: clock.now })
    const asked: string[] = []
    const read = (text: string) =>
      reads.read(text, async () => {
        asked.push(text)
        return { text }
      })
    for (const text of ['good', 'bad', 'far too heavy to be kept']) await read(text)
    clock.pass(10 * 86_400_000)
    asked.length = 0
    for (const text of ['good', 'bad', 'far too heavy to be kept']) await read(text)
    expect(asked).toEqual(['bad', 'far too heavy to be kept'])
    for (const text of ['12345', '6789a']) await read(text)
    asked.length = 0
    await read('good')
    expect(asked).toEqual(['good'])
  })

  it('count the time to live from the answer, not from the question', async () => {
    const { reads, clock } = memory()
    const { state, load } = call()
    const slow = reads.read('a', load)
    clock.pass(10_000)
    state.answer({ text: 'late' })
    await slow
    clock.pass(2_000)
    expect(await reads.read('a', load)).toEqual({ text: 'late' })
    expect(state.count).toBe(1)
  })

  it('share a failure, which is not remembered', async () => {
    const { reads } = memory()
    const { state, load } = call()
    const both = [reads.read('a', load), reads.read('a', load)]
    state.fail(new Error('down'))
    const outcomes = await Promise.allSettled(both)
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(state.count).toBe(1)
    expect(await reads.read('a', async () => ({ text: 'up' }))).toEqual({ text: 'up' })
  })

  it('do not mix with other questions', async () => {
    const { reads } = memory()
    expect(await reads.read('a', async () => ({ text: 'a' }))).toEqual({ text: 'a' })
    expect(await reads.read('b', async () => ({ text: 'b' }))).toEqual({ text: 'b' })
  })
})

describe('a waiter that leaves', () => {
  it('is told at once, while the other still gets the answer of the same call', async () => {
    const { reads } = memory()
    const { state, load } = call()
    const leaver = new AbortController()
    const left = reads.read('a', load, leaver.signal)
    const stays = reads.read('a', load, new AbortController().signal)
    leaver.abort()
    await expect(left).rejects.toMatchObject({ problem: { status: 499 } })
    expect(state.signals[0]?.aborted).toBe(false)
    state.answer({ text: 'still here' })
    expect(await stays).toEqual({ text: 'still here' })
  })

  it('aborts the call when it was the last', async () => {
    const { reads } = memory()
    const { state, load } = call()
    const controllers = [new AbortController(), new AbortController()]
    const waits = Promise.allSettled(controllers.map(({ signal }) => reads.read('a', load, signal)))
    controllers[0]?.abort()
    expect(state.signals[0]?.aborted).toBe(false)
    controllers[1]?.abort()
    expect(state.signals[0]?.aborted).toBe(true)
    expect((await waits).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  })

  it('never aborts a call that a reader without a signal waits for', async () => {
    const { reads } = memory()
    const { state, load } = call()
    const leaver = new AbortController()
    const stays = reads.read('a', load)
    const left = reads.read('a', load, leaver.signal)
    leaver.abort()
    await expect(left).rejects.toMatchObject({ problem: { status: 499 } })
    expect(state.signals[0]?.aborted).toBe(false)
    state.answer({ text: 'here' })
    expect(await stays).toEqual({ text: 'here' })
  })

  it('leaves nothing for a later reader to inherit: neither the aborted call nor its late answer', async () => {
    const { reads } = memory()
    const abandoned = call()
    const fresh = call()
    const leaver = new AbortController()
    const left = reads.read('a', abandoned.load, leaver.signal)
    leaver.abort()
    await expect(left).rejects.toMatchObject({ problem: { status: 499 } })
    const later = reads.read('a', fresh.load, new AbortController().signal)
    abandoned.state.answer({ text: 'stale' })
    await settle()
    fresh.state.answer({ text: 'fresh' })
    expect(await later).toEqual({ text: 'fresh' })
    expect(await reads.read('a', fresh.load)).toEqual({ text: 'fresh' })
  })

  it('has no effect after the answer has come', async () => {
    const { reads } = memory()
    const { state, load } = call()
    const reader = new AbortController()
    const read = reads.read('a', load, reader.signal)
    state.answer({ text: 'done' })
    await read
    reader.abort()
    expect(state.signals[0]?.aborted).toBe(false)
    expect(await reads.read('a', load)).toEqual({ text: 'done' })
  })

  it('that had already left starts no call', async () => {
    const { reads } = memory()
    const { state, load } = call()
    await expect(reads.read('a', load, AbortSignal.abort())).rejects.toMatchObject({ problem: { status: 499 } })
    expect(state.count).toBe(0)
  })
})
