import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readTaskLocator, taskPermalink } from '../task-locator'
import { readPastedJob, readPastedTask } from './read-pasted-task'

const locator = { account: 'default', region: 'ap-guangzhou', jobId: '15970', startedAt: '2017-06-27T08:46:52Z' }
const text = 'default/ap-guangzhou/15970@2017-06-27T08:46:52Z'

describe('a pasted task', () => {
  it.each([
    ['a locator', text],
    ['a permalink', `https://tasks.example.com${taskPermalink(locator)}`],
    ['a permalink without its host', taskPermalink(locator)],
    ['a permalink in a zone', `http://127.0.0.1:3000${taskPermalink(locator)}&tz=utc`],
    ['a permalink with a start in another zone', '/tasks/default/ap-guangzhou/15970?start=2017-06-27T16:46:52+08:00'],
    ['a list with the task open', `https://tasks.example.com/tasks?region=ap-guangzhou&task=${text}`],
    ['an instance with the task open', `https://tasks.example.com/instances/cdb-c1nl9rpv?task=${text}`],
    ['a list’s address as a browser encodes it', `/tasks?task=${encodeURIComponent(text)}`],
    ['a link in brackets', `<https://tasks.example.com${taskPermalink(locator)}>`],
    ['a quoted link at the end of a sentence', ` "https://tasks.example.com${taskPermalink(locator)}".`],
    [
      'a message for chat',
      `Failed · Data import · 15970 Guangzhou · 31 s https://tasks.example.com${taskPermalink(locator)}`,
    ],
  ])('is read from %s', (_, pasted) => {
    expect(readPastedTask(pasted)).toEqual(locator)
  })

  it('may have no start, or one that says nothing', () => {
    const unstarted = { ...locator, startedAt: null }
    expect(readPastedTask('default/ap-guangzhou/15970')).toEqual(unstarted)
    expect(readPastedTask('/tasks/default/ap-guangzhou/15970/')).toEqual(unstarted)
    expect(readPastedTask('/tasks/default/ap-guangzhou/15970?start=-24h')).toEqual(unstarted)
    expect(readPastedTask('/tasks/default/ap-guangzhou/15970?start=soon')).toEqual(unstarted)
  })

  it.each([
    '',
    '15970',
    'cdb-c1nl9rpv',
    '/tasks',
    '/tasks/latest?instance=cdb-c1nl9rpv',
    '/tasks?task=nonsense',
    'https://[',
    'javascript:/tasks/default/ap-guangzhou/15970',
    '/tasks/default/..%2F..%2Fetc/1',
    '/tasks/default/%ff/1',
    '/elsewhere/default/ap-guangzhou/15970',
  ])('is not read from %j', (pasted) => {
    expect(readPastedTask(pasted)).toBeNull()
  })

  it('is a well-formed one or none, whatever was pasted', () => {
    const bits = fc.constantFrom(
      '/tasks/',
      'https://',
      '?task=',
      '?start=',
      'a/b-c/1',
      '@',
      '%',
      '%41',
      ' ',
      '2017-06-27T08:46:52Z',
    )
    const pasted = fc.oneof(
      fc.string(),
      fc.array(fc.oneof(bits, fc.string()), { maxLength: 8 }).map((list) => list.join('')),
    )
    fc.assert(
      fc.property(pasted, (some) => {
        const read = readPastedTask(some)
        if (read === null) return
        const { account, region, jobId, startedAt } = read
        expect(readTaskLocator(`${account}/${region}/${jobId}${startedAt ? `@${startedAt}` : ''}`)).toEqual(read)
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('a pasted job id', () => {
  it('is taken for one beside the other task', () => {
    expect(readPastedJob(' 15974, ', locator)).toEqual({ ...locator, jobId: '15974', startedAt: null })
  })

  it.each(['', 'x1', '15974 15975', '1'.repeat(21)])('is not %j', (pasted) => {
    expect(readPastedJob(pasted, locator)).toBeNull()
  })
})
