import { describe, expect, it } from 'vitest'
import { formatTaskLocator, locatorOf, readTaskLocator, taskPermalink } from './task-locator'

const locator = { account: 'default', region: 'ap-guangzhou', jobId: '15970', startedAt: '2017-06-27T08:46:52Z' }

describe('a task locator', () => {
  it('reads back from its text, with and without a start', () => {
    for (const one of [locator, { ...locator, startedAt: null }])
      expect(readTaskLocator(formatTaskLocator(one))).toEqual(one)
  })

  it.each(['', 'a/b', 'a/b/c/d', 'default/ap-guangzhou/15970@yesterday', 'default/../etc/1', 'a b/ap-x/1'])(
    'refuses %j',
    (text) => {
      expect(readTaskLocator(text)).toBeNull()
    },
  )

  it('makes an address that a ticket can hold', () => {
    expect(taskPermalink(locator)).toBe('/tasks/default/ap-guangzhou/15970?start=2017-06-27T08:46:52Z')
  })

  it('leaves out a start that could not be read', () => {
    // Safe: a locator is made from these four fields only.
    const task = { ...locator, startedAt: 'soon' } as Parameters<typeof locatorOf>[0]
    expect(locatorOf(task).startedAt).toBeNull()
  })
})
