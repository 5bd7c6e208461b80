import { expect, it } from 'vitest'
import { keptNames, namesOfTable } from './mysql-error-names.mjs'

it('the names that are kept are those of mysql2’s table', () => {
  const names = keptNames()
  expect(names).toEqual(namesOfTable())
  expect(Object.keys(names).length).toBeGreaterThan(1_700)
  expect(names).toMatchObject({
    1064: 'ER_PARSE_ERROR',
    1062: 'ER_DUP_ENTRY',
    3546: 'ER_CANT_SET_GTID_PURGED_DUE_SETS_CONSTRAINTS',
  })
})
