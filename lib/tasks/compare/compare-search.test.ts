import { describe, expect, it } from 'vitest'
import { taskPermalink } from '../task-locator'
import { compareAddress, isPlain, readCompareSearch } from './compare-search'

const a = { account: 'default', region: 'ap-guangzhou', jobId: '15967', startedAt: '2017-06-27T07:13:52Z' }
const b = { ...a, jobId: '15974', startedAt: null }

const readAddress = (address: string) => readCompareSearch(new URL(address, 'http://localhost').searchParams)

describe('the address of a comparison', () => {
  it('reads back to the same tasks and zone', () => {
    for (const tz of ['beijing', 'utc', 'local'] as const) {
      const read = readAddress(compareAddress(a, b, tz))
      expect(read).toMatchObject({ search: { a, b, tz }, problems: [] })
      expect(isPlain(read)).toBe(true)
    }
  })

  it('takes a task in any way in which people hold one, which is not its own short way', () => {
    const read = readCompareSearch(new URLSearchParams({ a: `https://x.example${taskPermalink(a)}`, b: '15974' }))
    expect(read.search).toMatchObject({ a, b })
    expect(isPlain(read)).toBe(false)
  })

  it('needs a whole task beside a job id', () => {
    expect(readAddress('/compare?a=15967&b=15974').search).toMatchObject({ a: null, b: null })
    expect(readAddress('/compare?a=15967').search).toMatchObject({ a: null, b: null })
  })

  it('may have one task only, and then asks for the other', () => {
    expect(readAddress(compareAddress(a, null)).search).toMatchObject({ a, b: null })
  })

  it('names what it does not know', () => {
    expect(readAddress('/compare?utm_source=chat&tz=mars').problems).toMatchObject([
      { parameter: 'utm_source', reason: 'unknown-parameter' },
      { parameter: 'tz', value: 'mars', reason: 'not-allowed' },
    ])
  })

  it('takes neither of two texts for one task', () => {
    const { search, problems } = readAddress('/compare?a=default/ap-x/1&a=default/ap-x/2&b=default/ap-x/3')
    expect(search.a).toBeNull()
    expect(problems).toMatchObject([{ parameter: 'a', reason: 'repeated' }])
  })
})
