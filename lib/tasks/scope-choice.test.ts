import { describe, expect, test } from 'vitest'
import { chooseAccounts, chooseRegions, offeredAccounts, offeredRegions } from './scope-choice'

const scopes = [
  { account: 'prod', region: 'ap-guangzhou' },
  { account: 'prod', region: 'ap-shanghai' },
  { account: 'games', region: 'ap-shanghai' },
  { account: 'games', region: 'ap-nanjing' },
]
const all = { account: [], region: [] }

describe('what is offered', () => {
  test('is each account and each region once, as configured', () => {
    expect(offeredAccounts(scopes, all)).toEqual(['prod', 'games'])
    expect(offeredRegions(scopes, all)).toEqual(['ap-guangzhou', 'ap-shanghai', 'ap-nanjing'])
  })

  test('are the regions of the chosen accounts only', () => {
    expect(offeredRegions(scopes, { account: ['games'], region: [] })).toEqual(['ap-shanghai', 'ap-nanjing'])
  })

  test('has what the address names in vain, to be taken away', () => {
    const vain = { account: ['gone'], region: ['ap-mars'] }
    expect(offeredAccounts(scopes, vain)).toEqual(['prod', 'games', 'gone'])
    expect(offeredRegions(scopes, vain)).toEqual(['ap-mars'])
  })
})

describe('a choice', () => {
  test('of all is left out', () => {
    expect(chooseRegions(scopes, all, ['ap-nanjing', 'ap-shanghai', 'ap-guangzhou'])).toEqual({ region: [] })
    expect(chooseRegions(scopes, { account: ['games'], region: [] }, ['ap-nanjing', 'ap-shanghai'])).toEqual({
      region: [],
    })
    expect(chooseAccounts(scopes, all, ['games', 'prod'])).toEqual(all)
  })

  test('of some stands in the order of the configuration, whatever the order of the clicks', () => {
    expect(chooseRegions(scopes, all, ['ap-nanjing', 'ap-guangzhou'])).toEqual({
      region: ['ap-guangzhou', 'ap-nanjing'],
    })
  })

  test('is not all while something unknown is in it', () => {
    const region = ['ap-guangzhou', 'ap-shanghai', 'ap-nanjing', 'ap-mars']
    expect(chooseRegions(scopes, all, region)).toEqual({ region })
  })

  test('of an account drops the regions that it does not have: no account would answer for them', () => {
    const chosen = { account: [], region: ['ap-guangzhou', 'ap-nanjing'] }
    expect(chooseAccounts(scopes, chosen, ['games'])).toEqual({ account: ['games'], region: ['ap-nanjing'] })
    expect(chooseAccounts(scopes, { account: [], region: ['ap-guangzhou'] }, ['games'])).toEqual({
      account: ['games'],
      region: [],
    })
  })
})
