import { describe, expect, it } from 'vitest'
import { formatPageAddress, instanceAddress, latestAddress, listAddress, taskPageAddress } from './page-address'
import type { Task } from './task'
import { readTaskSearch } from './task-search'

const instance = instanceAddress('cdb-c1nl9rpv')

describe('the address of an instance', () => {
  it('says the instance in its path, and looks back seven days where no range is named', () => {
    const { search, problems } = readTaskSearch(new URLSearchParams(), instance)
    expect(problems).toEqual([])
    expect(search).toMatchObject({ instance: 'cdb-c1nl9rpv', from: '-7d', size: 100 })
    expect(formatPageAddress(search, instance)).toBe('/instances/cdb-c1nl9rpv')
  })

  it('writes what differs from its own defaults, not from those of the list', () => {
    const { search } = readTaskSearch(new URLSearchParams('from=-24h&status=failed&tz=utc'), instance)
    expect(formatPageAddress(search, instance)).toBe('/instances/cdb-c1nl9rpv?status=failed&from=-24h&tz=utc')
    expect(formatPageAddress(search, listAddress)).toBe('/tasks?instance=cdb-c1nl9rpv&status=failed&size=100&tz=utc')
  })

  it.each(['instance=cdb-other000', 'page=2', 'size=20', 'q=deadlock', 'failure=3f9a1c07'])(
    'does not take %s, and says what it takes',
    (query) => {
      const { search, problems } = readTaskSearch(new URLSearchParams(query), instance)
      expect(search).toEqual(instance.defaults)
      expect(problems).toEqual([expect.objectContaining({ reason: 'unknown-parameter', allowed: instance.names })])
    },
  )
})

describe('the address of the latest task', () => {
  it('looks back thirty days where no range is named', () => {
    expect(readTaskSearch(new URLSearchParams('type=11'), latestAddress).search).toMatchObject({
      type: ['upgrade-master'],
      from: '-30d',
    })
  })

  it('may be that of a kind of failure', () => {
    const { search } = readTaskSearch(new URLSearchParams('failure=3f9a1c07'), latestAddress)
    expect(formatPageAddress(search, latestAddress)).toBe('/tasks/latest?failure=3f9a1c07')
  })

  it.each(['page=1', 'size=20', 'sort=-duration', 'task=default/ap-guangzhou/1'])('does not take %s', (query) => {
    const { problems } = readTaskSearch(new URLSearchParams(query), latestAddress)
    expect(problems).toEqual([expect.objectContaining({ reason: 'unknown-parameter' })])
  })
})

it.each(['\ud800', 'a\udc00b'])('half a surrogate in an id has an address all the same: %j', (id) => {
  const address = instanceAddress(id)
  expect(formatPageAddress({ ...address.defaults, q: id }, listAddress)).toMatch(/^[\x21-\x7e]+$/)
  expect(address.path).toContain('%EF%BF%BD')
})

describe('the page of a task', () => {
  // Safe: nothing else of a task is looked at.
  const task = { account: 'default', region: 'ap-guangzhou', jobId: '7', startedAt: '2026-03-01T00:00:00Z' } as Task

  it('keeps the zone, and leaves out the default', () => {
    expect(taskPageAddress(task, 'beijing')).toBe('/tasks/default/ap-guangzhou/7?start=2026-03-01T00:00:00Z')
    expect(taskPageAddress(task, 'utc')).toBe('/tasks/default/ap-guangzhou/7?start=2026-03-01T00:00:00Z&tz=utc')
    expect(taskPageAddress({ ...task, startedAt: 'soon' }, 'utc')).toBe('/tasks/default/ap-guangzhou/7?tz=utc')
  })
})
