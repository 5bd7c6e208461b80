import { describe, expect, test } from 'vitest'
import { builtInViews, isOfView, searchOfView } from './saved-views'
import { defaultTaskSearch, readTaskSearch } from './task-search'

const read = (query: string) => readTaskSearch(new URLSearchParams(query)).search

describe('the built-in views', () => {
  test.each(builtInViews)('$key is an address that is understood whole', ({ query }) => {
    expect(readTaskSearch(new URLSearchParams(query)).problems).toEqual([])
  })

  test('are each another list, the default one among them', () => {
    const shown = builtInViews.map(({ query }) => builtInViews.filter((view) => isOfView(view.query, read(query))))
    expect(shown.map((views) => views.length)).toEqual(builtInViews.map(() => 1))
    expect(builtInViews.filter(({ query }) => isOfView(query, defaultTaskSearch)).map(({ key }) => key)).toEqual([
      'last24h',
    ])
  })

  test('of what is active read no further back than the default list', () => {
    const active = builtInViews.filter(({ query }) => read(query).status.includes('active'))
    expect(active).toHaveLength(2)
    for (const { query } of active) expect(read(query).from).toBe(defaultTaskSearch.from)
  })
})

describe('a view', () => {
  test('keeps the zone and the page size of its reader, unless it names its own', () => {
    const reader = read('tz=utc&size=100&region=ap-beijing&page=3')
    expect(searchOfView('status=failed', reader)).toEqual(read('status=failed&tz=utc&size=100'))
    expect(searchOfView('status=failed&tz=local&size=20', reader)).toEqual(read('status=failed&tz=local&size=20'))
  })

  test('is shown on its every page and with a task open, and no more once a filter is added', () => {
    const task = 'default/ap-guangzhou/15970@2017-06-27T08:46:52Z'
    expect(isOfView('from=-24h&status=failed', read(`status=failed&page=2&tz=utc&task=${task}`))).toBe(true)
    expect(isOfView('status=failed', read('status=failed&type=reboot'))).toBe(false)
    expect(isOfView('status=failed&tz=utc', read('status=failed'))).toBe(false)
  })
})
