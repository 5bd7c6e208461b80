import { describe, expect, it } from 'vitest'
import { defaultTaskSearch } from '@/lib/tasks/task-search'
import { withoutScopes } from './without-scopes'

const scopes = (account: string, ...regions: string[]) => regions.map((region) => ({ account, region }))

describe('a search without some of its scopes', () => {
  it('names the regions that are left', () => {
    const asked = scopes('default', 'ap-a', 'ap-b', 'ap-c')
    expect(withoutScopes(defaultTaskSearch, asked, scopes('default', 'ap-b'))).toEqual({
      change: { account: [], region: ['ap-a', 'ap-c'] },
      by: 'region',
      leftOut: ['ap-b'],
    })
  })

  it('leaves an account out where that costs fewer scopes', () => {
    const asked = [...scopes('one', 'ap-a', 'ap-b'), ...scopes('two', 'ap-a', 'ap-b'), ...scopes('three', 'ap-a')]
    expect(withoutScopes(defaultTaskSearch, asked, scopes('two', 'ap-a', 'ap-b'))).toEqual({
      change: { account: ['one', 'three'], region: [] },
      by: 'account',
      leftOut: ['two'],
    })
  })

  it('leaves a region out of every account where that costs fewer', () => {
    const asked = [...scopes('one', 'ap-a', 'ap-b', 'ap-c'), ...scopes('two', 'ap-a', 'ap-b', 'ap-c')]
    expect(withoutScopes(defaultTaskSearch, asked, scopes('two', 'ap-a'))?.change).toEqual({
      account: [],
      region: ['ap-b', 'ap-c'],
    })
  })

  it('is none where nothing would be left, or nothing is to go', () => {
    const asked = scopes('default', 'ap-a', 'ap-b')
    expect(withoutScopes(defaultTaskSearch, asked, asked)).toBeNull()
    expect(withoutScopes(defaultTaskSearch, asked, [])).toBeNull()
  })
})
