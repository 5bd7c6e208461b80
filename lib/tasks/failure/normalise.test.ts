import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalise } from './normalise'

describe('what differs between two tasks', () => {
  it.each([
    ['an instance id', '实例 cdb-c1nl9rpv 不存在', '实例 * 不存在'],
    ['several of them', 'cdb-c1nl9rpv, cdbro-gt70m8aa、cdb-zzzz0000 are locked', '* are locked'],
    ['an AsyncRequestId', 'request 9d21004b-3aa1896a-eeddca4b-a68f106d failed', 'request * failed'],
    ['a UUID', 'server_uuid 3E11FA47-71CA-11E1-9E33-C80AA9429562 is taken', 'server_uuid * is taken'],
    ['hexadecimal', 'page 0x7f3a and 5f0c9a1be2 differ', 'page * and * differ'],
    ['an address without one', 'dial tcp :0: connection refused', 'dial tcp *: connection refused'],
    ['an address', 'dial tcp 10.66.98.140:3306: connection refused', 'dial tcp *: connection refused'],
    ['an address of IPv6', 'dial tcp [fe80::1%eth0]:3306: connection refused', 'dial tcp *: connection refused'],
    ['a host', 'dial tcp db-1.internal:3306: connection refused', 'dial tcp *: connection refused'],
    ['a name', "Table 'warehouse.stock_move' doesn't exist", "table * doesn't exist"],
    ['a name with an apostrophe', "Duplicate entry 'O'Brien' for key 'PRIMARY'", 'duplicate entry * for key *'],
    ['a user', "Access denied for user 'root'@'10.0.0.1'", 'access denied for user *'],
    ['names in backticks', 'Unknown column `a`.`b` in "field list"', 'unknown column * in *'],
    ['names in Chinese quotes', '表「订单」和“库存”不存在', '表*和*不存在'],
    ['a name that was cut', "Data too long for column 'descri", 'data too long for column *'],
    ['a path', 'open /data/mysql_3306/x.sql: no such file', 'open *: no such file'],
    ['a file', 'import db/skyler-2.sql.gz failed', 'import * failed'],
    ['a binlog', '回档失败：binlog 文件 mysql-bin.002317 已过期', '回档失败:binlog 文件 * 已过期'],
    ['an address of the web', 'GET https://example.com/a?b=1 failed', 'get * failed'],
    ['a time', 'backup of 2024-01-01T10:00:00.123Z is gone', 'backup of * is gone'],
    ['a time in Chinese', '2024年1月1日10时20分30秒的备份不存在', '*的备份不存在'],
    ['a duration', 'gave up after 1h2m3.5s, above 10 minutes', 'gave up after *, above *'],
    ['a duration in Chinese', '延迟 1843 秒，超过阈值 10 秒', '延迟 *,超过阈值 *'],
    ['a size', 'needs 1,024 MB, has 3.5GB', 'needs *, has *'],
    ['a sign', 'must be from -1 to +100', 'must be from * to *'],
    ['case, blanks and the end', ' Upgrade  FAILED。 ', 'upgrade failed'],
    ['a text beside its code', "(1045, 'Access denied')", '(1045, *)'],
    ['a long number', '134217728 bytes and 0.12345678 s', '* and *'],
    [
      'what a syntax error stopped at',
      "right syntax to use near 'a = 'x' AND\n?' at line 2",
      'right syntax to use near *',
    ],
  ])('%s is left out', (_, message, kept) => {
    expect(normalise(message)).toBe(kept)
  })

  it.each([
    'error 1064 (42000): x',
    'error 2003: x',
    'got fatal error 1236 from master',
    'sqlstate[hy000] [2002] connection refused',
    "can't create table (errno: 150)",
    'error code 9012',
    'err#-999: lock_inst.cgi',
    '{"code":"9012"}',
    '错误码:-5011',
    'exit status 137',
  ])('a code stays: %s', (message) => {
    expect(normalise(message)).toBe(message)
  })

  it.each(['i/o timeout', 'read and/or write', "can't find users' tables, it's gone", '设置参数失败'])(
    'words stay: %s',
    (message) => {
      expect(normalise(message)).toBe(message)
    },
  )

  it('a line of the file is no part of an error, and not every client tells it', () => {
    expect(normalise('ERROR 1146 (42S02) at line 214: x')).toBe(normalise('ERROR 1146 (42S02): x'))
  })
})

describe('normalise', () => {
  it('reads anything without an exception', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (message) => {
        expect(() => normalise(message)).not.toThrow()
      }),
      { numRuns: 5_000 },
    )
  })

  it.each([
    ...["'a ", '"a', '“', "near 'x ", 'a', '1', '1.', '0x', 'ab12-', '/a', ' ./', 'a.', 'a@/', '[:', '::', '1:'],
    ...['*', '* ', '? ', ' ', 'error ', 'code:', '2024-01-01 ', 'a:1'],
  ])('is linear in the length of %j again and again', (part) => {
    const message = `${part.repeat(200_000 / part.length)}x`
    const startedAt = performance.now()
    normalise(message)
    // Quadratic would be minutes.
    expect(performance.now() - startedAt).toBeLessThan(3_000)
  })
})
