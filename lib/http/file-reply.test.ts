import { describe, expect, it } from 'vitest'
import { fileReply } from './file-reply'

/** A kibibyte a piece, with a note of how many were made and whether the last one was. */
function source(pieces: number) {
  const state = { made: 0, closed: false }
  function* write() {
    try {
      for (; state.made < pieces; state.made++) yield 'x'.repeat(1_024)
    } finally {
      state.closed = true
    }
  }
  return { state, reply: fileReply({ name: 'tasks.csv', contentType: 'text/csv', pieces: write() }) }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

function readerOf({ body }: Response) {
  if (!body) throw new Error('There is no body')
  return body.getReader()
}

describe('a download', () => {
  it('is an attachment that nobody keeps or sniffs', () => {
    const { headers } = source(1).reply
    expect(headers.get('content-disposition')).toBe('attachment; filename="tasks.csv"')
    expect(headers.get('cache-control')).toBe('private, no-store')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('comes whole, in chunks of 64 KiB', async () => {
    const reader = readerOf(source(130).reply)
    const sizes: number[] = []
    for (let next = await reader.read(); !next.done; next = await reader.read()) sizes.push(next.value.length)
    expect(sizes).toEqual([65_536, 65_536, 2_048])
  })

  it('is empty where there is nothing', async () => {
    expect(await source(0).reply.text()).toBe('')
  })

  it('is written no faster than it is read', async () => {
    const { state, reply } = source(1_000)
    const reader = readerOf(reply)
    await reader.read()
    for (let turns = 0; turns < 20; turns++) await turn()
    expect(state.made).toBeLessThan(3 * 64)
  })

  it('lets others have their turn between its chunks', async () => {
    let turns = 0
    let done = false
    const count = () => {
      turns++
      if (!done) setImmediate(count)
    }
    setImmediate(count)
    await source(64 * 50).reply.text()
    done = true
    expect(turns).toBeGreaterThanOrEqual(50)
  })

  it('ends with its reader, even in the middle of a chunk', async () => {
    const { state, reply } = source(1_000_000)
    const reader = readerOf(reply)
    await reader.read()
    const next = reader.read()
    await reader.cancel()
    await next
    const { made } = state
    for (let turns = 0; turns < 20; turns++) await turn()
    expect(state).toEqual({ made, closed: true })
  })

  it('breaks off where writing does, and does not look whole', async () => {
    function* broken() {
      yield 'x'.repeat(100_000)
      throw new Error('Out of rows')
    }
    const reply = fileReply({ name: 'tasks.csv', contentType: 'text/csv', pieces: broken() })
    await expect(reply.text()).rejects.toThrow('Out of rows')
  })
})
