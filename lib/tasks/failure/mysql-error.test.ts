import { describe, expect, it } from 'vitest'
import { readMysqlError } from './mysql-error'

describe('a MySQL error', () => {
  it.each([
    ['without a line', 'ERROR 1045 (28000): Access denied', { code: 1045, sqlState: '28000', line: null, near: null }],
    ['without SQLSTATE', 'ERROR 1064 at line 12: x', { code: 1064, sqlState: null, line: 12, near: null }],
    ['with neither', 'ERROR 2003: cannot connect', { code: 2003, sqlState: null, line: null, near: null }],
    ['as Go writes it', "Error 1062: Duplicate entry '1'", { code: 1062, sqlState: null, line: null, near: null }],
    [
      'with quotes in the quoted text',
      "ERROR 1064 (42000) at line 9: near 'name='o''neil'' at line 2",
      { code: 1064, sqlState: '42000', line: 9, near: "name='o''neil'" },
    ],
    [
      'that stopped at the end of the file',
      "ERROR 1064 (42000) at line 9: near '' at line 2",
      { code: 1064, sqlState: '42000', line: 9, near: '' },
    ],
    [
      'whose message was cut',
      "ERROR 1064 (42000) at line 9: near 'SELECT 1 FRO",
      { code: 1064, sqlState: '42000', line: 9, near: 'SELECT 1 FRO' },
    ],
    [
      'with lines in the quoted text, before another error',
      "ERROR 1064 (42000) at line 9: near 'a\nb' at line 2\nERROR 1064 (42000) at line 11: near 'c' at line 1",
      { code: 1064, sqlState: '42000', line: 9, near: 'a\nb' },
    ],
  ])('is read %s', (_, text, error) => {
    expect(readMysqlError(text)).toEqual(error)
  })

  it.each(['ERROR 404: not found', 'Error 1064 people saw', 'TERROR 1064: x'])('is not seen in %j', (text) => {
    expect(readMysqlError(text)).toBeNull()
  })
})
