import { describe, expect, it } from 'vitest'
import { mysqlNumbersOf, readMysqlError } from './mysql-error'

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

  it.each<[string, string, number, string | null]>([
    ['Go, with SQLSTATE', "Error 1062 (23000): Duplicate entry '1' for key 'PRIMARY'", 1062, '23000'],
    ['the client, reading a file', "ERROR 1146 (42S02) at line 3 in file: 'a b.sql': Table", 1146, '42S02'],
    ['a colon of full width', 'ERROR 1045 (28000)：Access denied', 1045, '28000'],
    ['mysqldump', "mysqldump: Got error: 1044: Access denied for user 'u'@'%' to database 'x'", 1044, null],
    [
      'mysqldump, at its own query',
      "mysqldump: Couldn't execute 'SHOW FIELDS FROM `v`': View 'a.v' references invalid table(s) (1356)?",
      1356,
      null,
    ],
    ['mysqladmin', "Got error 1045 from server: Access denied for user 'u'@'%'", 1045, null],
    ['a replica', "Got fatal error 1236 from master when reading data from binary log: 'Could not find…'", 1236, null],
    ['mysqlimport', "mysqlimport: Error: 1153, Got a packet bigger than 'max_allowed_packet' bytes", 1153, null],
    ['errno', "Table 'a.b' doesn't exist (errno: 1146)", 1146, null],
    ['Workbench', "Error Code: 1062. Duplicate entry '1' for key 'PRIMARY'", 1062, null],
    ['HeidiSQL', "SQL Error (1062): Duplicate entry '1' for key 'PRIMARY'", 1062, null],
    ['phpMyAdmin', "#1062 - Duplicate entry '1' for key 'PRIMARY'", 1062, null],
    ['Navicat', "1062 - Duplicate entry '1' for key 'PRIMARY'", 1062, null],
    ['Navicat’s script', "[Err] 1062 - Duplicate entry '1' for key 'PRIMARY'", 1062, null],
    ['PyMySQL', `(1049, "Unknown database 'x'")`, 1049, null],
    ['PyMySQL’s exception', `pymysql.err.OperationalError: (2003, "Can't connect to MySQL server")`, 2003, null],
    ['Connector/Python', 'mysql.connector.errors.ProgrammingError: 1064 (42000): You have an error', 1064, '42000'],
    ['PDO', "SQLSTATE[42S02]: Base table or view not found: 1146 Table 'a.b' doesn't exist", 1146, '42S02'],
    ['PDO, at connecting', 'SQLSTATE[HY000] [2002] Connection refused', 2002, 'HY000'],
    ['Hibernate', 'SQL Error: 1213, SQLState: 40001', 1213, '40001'],
    ['Spring', 'SQL state [42S22]; error code [1054]; Unknown column', 1054, '42S22'],
    ['replication', "Duplicate entry '1' for key 'PRIMARY', Error_code: 1062; handler error", 1062, null],
    ['replication of 8.0', 'Could not execute Write_rows event, Error_code: MY-001062', 1062, null],
    ['the error log of 8.0', '2024-01-01T00:00:00Z 0 [ERROR] [MY-010119] [Server] Aborting', 10119, null],
    ['Chinese', '执行失败，错误码：1205，请重试', 1205, null],
  ])('is read as it is written by %s', (_, text, code, sqlState) => {
    expect(readMysqlError(text)).toMatchObject({ code, sqlState })
  })

  it('is the first one, whoever wrote it', () => {
    expect(readMysqlError("Got error: 1045: x\nERROR 1064 (42000) at line 1: near 'y' at line 1")?.code).toBe(1045)
    expect(readMysqlError('ERROR 2006 (HY000): x\nGot error: 1045: y')?.code).toBe(2006)
  })

  it.each([
    "INSERT INTO t VALUES (1062, 'a') failed",
    '错误码：9013',
    '错误：2024年1月',
    'Error: 1024 MB are not enough',
    "Can't create table 'x' (errno: 150)",
    '[Warning] [MY-010055] [Server] IP address could not be resolved',
    'errno: 13',
    "mysqldump: Couldn't execute 'SELECT (1356)': no more",
    'The rows (1356)',
  ])('is not seen in %j, whose number is something else', (text) => {
    expect(readMysqlError(text)).toBeNull()
  })

  it.each(['ERROR 404: not found', 'Error 1064 people saw', 'TERROR 1064: x'])('is not seen in %j', (text) => {
    expect(readMysqlError(text)).toBeNull()
  })
})

it('the numbers of all errors stand once each, in one order', () => {
  const [duplicate, missing] = ['ERROR 1062 (23000) at line 3: x', 'Error 1146: x']
  expect(mysqlNumbersOf([missing, duplicate, duplicate].join('\n'))).toEqual(['1062 23000', '1146'])
  expect(mysqlNumbersOf([duplicate, missing].join('\n'))).toEqual(['1062 23000', '1146'])
  expect(mysqlNumbersOf('1062 rows')).toEqual([])
})
