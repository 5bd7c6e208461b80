import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readConfig } from '@/lib/config'
import { shippedRules } from '@/lib/config/failure-rules-file'
import { writeScratchFile } from '@/lib/config/scratch-file'
import { nestedMessage } from '@/lib/tasks/failure/failure-text'
import { readMessage } from '@/lib/tasks/failure/read-message'
import { reasonOf } from '@/lib/tasks/failure/reason-of'
import { fakeTask } from '@/lib/tasks/fake-task'
import documented from '@/lib/tasks/fixtures/documented-reply.json'
import type { Task } from '@/lib/tasks/task'
import { explainFailure } from './failure-rules'
import { mysqlErrorName } from './mysql-error-name'

const WARNING = 'Warning: Using a password on the command line interface can be insecure.'
const LOCK = '[Operate CDB Fail][Upgrade Service Fail!] reason: ERR#-999: lock_inst.cgi: '

function failed(message: string | null, part: Partial<Task> = {}): Task {
  return fakeTask({ jobId: '1', status: 'failed', message, code: -1, ...part })
}

type Expected = [message: string, headline: string, rule: string | null, error?: string | null, type?: Task['type']]

const imports: Expected[] = [
  [
    `${WARNING}?ERROR 1044 (42000) at line 22: Access denied for user 'app'@'%' to database 'mysql'?dumper err?`,
    "ERROR 1044 (42000) at line 22: Access denied for user 'app'@'%' to database 'mysql'",
    'mysql-1044',
    'ER_DBACCESS_DENIED_ERROR',
  ],
  ["mysqldump: Got error: 1044: Access denied for user 'u'@'%' to database 'x'", '=', 'mysql-1044'],
  ["ERROR 1045 (28000): Access denied for user 'root'@'10.0.0.1' (using password: YES)", '=', 'mysql-1045'],
  ["Access denied for user 'root'@'10.0.0.1' (using password: YES)", '=', 'mysql-1045', null],
  ['ERROR 1046 (3D000) at line 1: No database selected', '=', 'mysql-1046', 'ER_NO_DB_ERROR'],
  [`(1049, "Unknown database 'shop'")`, '=', 'mysql-1049', 'ER_BAD_DB_ERROR'],
  ["ERROR 1050 (42S01) at line 31: Table 'order_item' already exists", '=', 'mysql-1050'],
  ["ERROR 1062 (23000) at line 812: Duplicate entry '资源不足' for key 'PRIMARY'", '=', 'mysql-1062', 'ER_DUP_ENTRY'],
  ["Error 1062 (23000): Duplicate entry '7' for key 'PRIMARY'", '=', 'mysql-1062'],
  ["ERROR 1114 (HY000) at line 90: The table 'a' is full", '=', 'mysql-1114'],
  ['ERROR 1118 (42000) at line 14: Row size too large (> 8126)', '=', 'mysql-1118', 'ER_TOO_BIG_ROWSIZE'],
  ["ERROR 1146 (42S02) at line 9: Table 'warehouse.stock_move' doesn't exist", '=', 'mysql-1146'],
  ["mysqlimport: Error: 1153, Got a packet bigger than 'max_allowed_packet' bytes", '=', 'mysql-1153'],
  ['ERROR 1205 (HY000) at line 5: Lock wait timeout exceeded; try restarting transaction', '=', 'mysql-1205'],
  ['MySQLTransactionRollbackException: Lock wait timeout exceeded; try restarting transaction', '=', 'mysql-1205'],
  ['SQLTransactionRollbackException: Deadlock found when trying to get lock; try again', '=', 'mysql-1213'],
  ['Error 1213: Deadlock found when trying to get lock; try restarting transaction', '=', 'mysql-1213'],
  [
    'ERROR 1227 (42000) at line 18: Access denied; you need (at least one of) the SUPER or SET_USER_ID privilege(s)',
    '=',
    'mysql-1227-definer',
  ],
  [
    'ERROR 1227 (42000) at line 18: Access denied; you need (at least one of) the SUPER privilege(s) for this operation',
    '=',
    'mysql-1227',
  ],
  [
    "ERROR 1231 (42000) at line 2: Variable 'sql_mode' can't be set to the value of 'NO_AUTO_CREATE_USER'",
    '=',
    'mysql-1231',
  ],
  ["ERROR 1273 (HY000) at line 25: Unknown collation: 'utf8mb4_0900_ai_ci'", '=', 'mysql-1273'],
  ["ERROR 1366 (HY000) at line 40: Incorrect string value: '\\xF0\\x9F' for column 'name'", '=', 'mysql-1366'],
  ["ERROR 1406 (22001) at line 40: Data too long for column 'name' at row 1", '=', 'mysql-1406', 'ER_DATA_TOO_LONG'],
  ['ERROR 1418 (HY000) at line 7: This function has none of DETERMINISTIC, NO SQL', '=', 'mysql-1418'],
  ["ERROR 1449 (HY000): The user specified as a definer ('a'@'%') does not exist", '=', 'mysql-1449'],
  ['ERROR 1819 (HY000): Your password does not satisfy the current policy requirements', '=', 'mysql-1819'],
  [
    "ERROR 2002 (HY000): Can't connect to local MySQL server through socket '/tmp/mysql.sock' (2)",
    '=',
    'mysql-2002',
    'CR_CONNECTION_ERROR',
  ],
  ["ERROR 2003 (HY000): Can't connect to MySQL server on '10.0.0.1' (111)", '=', 'mysql-2003', 'CR_CONN_HOST_ERROR'],
  [`${WARNING}?ERROR 2006 (HY000) at line 1: MySQL server has gone away?dumper err?`, '~gone away', 'mysql-2006'],
  ['ERROR 2013 (HY000) at line 310: Lost connection to MySQL server during query', '=', 'mysql-2013', 'CR_SERVER_LOST'],
  ['ERROR 3098 (HY000): The table does not comply with the requirements by an external plugin.', '=', 'mysql-3098'],
  ["ERROR 1005 (HY000) at line 60: Can't create table 'a.b' (errno: 150)", '=', 'foreign-key-definition'],
  ["ERROR 1005 (HY000) at line 60: Can't create table 'a.b' (errno: 121)", '=', 'mysql-1826'],
  ['ERROR 1215 (HY000) at line 60: Cannot add foreign key constraint', '=', 'foreign-key-definition'],
  [
    "ERROR 3780 (HY000): Referencing column 'a' and referenced column 'b' are incompatible",
    '=',
    'foreign-key-definition',
  ],
  ["ERROR 1007 (HY000) at line 3: Can't create database 'shop'; database exists", '=', 'mysql-1007'],
  ["ERROR 1054 (42S22) at line 4: Unknown column 'colour' in 'field list'", '=', 'mysql-1054'],
  ['ERROR 1071 (42000) at line 5: Specified key was too long; max key length is 767 bytes', '=', 'mysql-1071'],
  ["ERROR 1115 (42000) at line 6: Unknown character set: 'utf8mb4'", '=', 'mysql-1115'],
  ["ERROR 1136 (21S01) at line 7: Column count doesn't match value count at row 1", '=', 'mysql-1136'],
  ["ERROR 1142 (42000): INSERT command denied to user 'app'@'%' for table 'user'", '=', 'mysql-1142'],
  ["ERROR 1193 (HY000) at line 8: Unknown system variable 'query_cache_size'", '=', 'mysql-1193'],
  ['ERROR 1290 (HY000): The MySQL server is running with the --read-only option', '=', 'mysql-1290'],
  ['ERROR 1290 (HY000): The MySQL server is running with the --secure-file-priv option', '=', 'mysql-1290-option'],
  ["ERROR 1298 (HY000) at line 9: Unknown or incorrect time zone: 'Asia/Shanghai'", '=', 'mysql-1298'],
  ["ERROR 1364 (HY000) at line 10: Field 'id' doesn't have a default value", '=', 'mysql-1364'],
  ["ERROR 1411 (HY000): Incorrect datetime value: 'x' for function str_to_date", '=', 'mysql-1264'],
  ['ERROR 1452 (23000) at line 11: Cannot add or update a child row', '=', 'mysql-1452'],
  ["ERROR 1826 (HY000): Duplicate foreign key constraint name 'fk'", '=', 'mysql-1826', 'ER_FK_DUP_NAME'],
  ['ERROR 3024 (HY000): Query execution was interrupted, maximum statement execution time exceeded', '=', 'mysql-3024'],
  ["ERROR 3819 (HY000) at line 12: Check constraint 'c' is violated.", '=', 'mysql-3819'],
  ['ERROR 1840 (HY000) at line 24: @@GLOBAL.GTID_PURGED can only be set when', '=', 'gtid-purged'],
  ['ERROR 3546 (HY000): @@GLOBAL.GTID_PURGED cannot be changed', '=', 'gtid-purged'],
  ['ERROR 1040 (HY000): Too many connections', '=', 'mysql-1040', 'ER_CON_COUNT_ERROR'],
  ["ERROR: ASCII '\\0' appeared in the statement, but this is not allowed", '=', 'import-binary', null],
  ["ERROR at line 1153: Unknown command '\\''.", '=', 'import-unknown-command', null],
  ['ERROR 3 (HY000): Error writing file (Errcode: 28 - No space left on device)', '=', 'disk-full', null],
  ['ERROR 1030 (HY000) at line 3: Got error 28 from storage engine', '=', 'disk-full', 'ER_GET_ERRNO'],
  ['lock_inst.cgi: Some instance IDs have no instance logs', 'Some instance IDs have', 'instance-without-record', null],
]

const others: Expected[] = [
  [`${LOCK}某些实例id不存在对应的实例记录`, '某些实例id不存在', 'instance-without-record', null, 'open-gtid'],
  [`${LOCK}no instance records exist for some instance IDs`, 'no instance', 'instance-without-record', null],
  [`${LOCK}timeout`, 'timeout', 'platform-lock', null, 'upgrade-master'],
  ['操作失败：实例正在执行其他任务，请稍后重试', '=', 'instance-runs-another-task', null, 'reboot'],
  ['The instance is running another task', '=', 'instance-runs-another-task', null, 'reboot'],
  ['实例升级失败：目标可用区资源不足', '=', 'not-enough-resources', null, 'upgrade-master'],
  ['Upgrade failed: not enough resources in the target zone', '=', 'not-enough-resources', null, 'upgrade-master'],
  ['实例升级失败：新节点主从延迟 1843 秒，超过切换阈值 10 秒', '=', 'replication-delay', null, 'upgrade-ro'],
  ['Upgrade failed: replication delay of the new node is 1843 s', '=', 'replication-delay', null, 'upgrade-ro'],
  ['回档失败：binlog 文件 mysql-bin.002317 已过期', '=', 'binlog-expired', null, 'rollback'],
  ['Binlog file mysql-bin.002317 has expired', '=', 'binlog-expired', null, 'rollback'],
  ['回档时间不在可回档范围内', '=', 'rollback-time', null, 'rollback'],
  ["Error 1050: Table 'a_bak' already exists", '=', 'rollback-name-taken', 'ER_TABLE_EXISTS_ERROR', 'batch-rollback'],
  [
    '设置参数失败：parameter out of range: innodb_buffer_pool_size 取值须在 134217728 至 12884901888 之间',
    '=',
    'parameter-out-of-range',
    null,
    'modify-param',
  ],
  ['灾备实例提升失败：同步中断', '=', 'replication-broken', null, 'switch-dr-to-master'],
  ['dial tcp 10.66.98.140:3306: connection refused', '=', 'network-refused', null, 'sql-operation'],
  ['操作失败：dial tcp 10.66.131.24:3306: i/o timeout', '=', 'network-timeout', null, 'drop-tables'],
  ['dial tcp: lookup db.internal: no such host', '=', 'network-unknown-host', null, 'sql-operation'],
  ['read tcp 10.0.0.1:1->10.0.0.2:3306: connection reset by peer', '=', 'network-cut', null, 'sql-operation'],
  ['设置参数失败', '=', null, null, 'modify-param'],
  ['ERROR 9999 (HY000): x', '=', null, null],
  ["ERROR 1032 (HY000): Can't find record in 'a'", '=', null, 'ER_KEY_NOT_FOUND'],
]

const DUMP = "mysqldump: Couldn't execute 'SHOW CREATE TABLE `v`': "
const NEED = 'Access denied; you need (at least one of) the'
const JDBC = 'java.sql.SQLSyntaxErrorException: '
const LINK = 'com.mysql.cj.jdbc.exceptions.CommunicationsException: Communications link failure'

const plain: Expected[] = [
  [`${DUMP}View 'a.v' references invalid table(s) or column(s) (1356)`, '=', 'mysql-1356', 'ER_VIEW_INVALID'],
  [`${DUMP}${NEED} RELOAD privilege(s) for this operation (1227)`, '=', 'mysql-1227'],
  [`${DUMP}Access denied for user 'u'@'%' (using password: YES) (1045)`, '=', 'mysql-1045', 'ER_ACCESS_DENIED_ERROR'],
  [`mysqldump: Error: '${NEED} PROCESS privilege(s) for this operation' when trying`, '=', 'mysql-1227', null],
  [`${NEED} SUPER or SET_USER_ID privilege(s) for this operation`, '=', 'mysql-1227-definer', null],
  ["Duplicate entry '5' for key 'PRIMARY'", '=', 'mysql-1062', null],
  ["(conn=1204) Duplicate entry '资源不足' for key 'name'", '=', 'mysql-1062', null],
  [`${JDBC}Unknown column 'colour' in 'field list'`, '=', 'mysql-1054', null],
  [
    "com.mysql.jdbc.exceptions.jdbc4.MySQLDataException: Data truncation: Data too long for column 'a' at row 1",
    '=',
    'mysql-1406',
    null,
  ],
  [`${JDBC}Table 'a.b' doesn't exist`, '=', 'mysql-1146', null],
  ["2024-01-01 00:00:00 Unknown database 'shop'", '=', 'mysql-1049', null],
  ["Access denied for user 'app'@'10.0.0.1' to database 'shop'", '=', 'mysql-1044', null],
  ['The MySQL server is running with the --super-read-only option so it cannot', '=', 'mysql-1290', null],
  ['The MySQL server is running with the --read-only option so it cannot', '=', 'mysql-1290', null],
  ['The MySQL server is running with the --secure-file-priv option so it', '=', 'mysql-1290-option', null],
  ["View 'a.v' references invalid table(s)", '=', 'mysql-1356', null],
  ['ERROR 3948 (42000) at line 1: Loading local data is disabled', '=', 'mysql-3948', 'ER_CLIENT_LOCAL_FILES_DISABLED'],
  ['Loading local data is disabled; this must be enabled on both sides', '=', 'mysql-3948', null],
  ['java.net.SocketTimeoutException: Read timed out', '=', 'network-timeout', null],
  [`${LINK}\nCaused by: java.net.ConnectException: Connection refused`, '~failure', 'network-refused', null],
  [`${LINK}\nCaused by: java.net.UnknownHostException: db1`, '~failure', 'network-unknown-host', null],
  [`${LINK}\nCaused by: java.net.SocketTimeoutException: connect timed out`, '~failure', 'network-timeout', null],
  [`${LINK}\nThe last packet sent was 0 milliseconds ago`, '~failure', 'link-failure', null],
]

const quoting: Expected[] = [
  [
    "ERROR 1062 (23000): Duplicate entry '1' for key 'a'\nERROR 1146 (42S02): Table 'a.b' doesn't exist",
    '~1062',
    'mysql-1062',
  ],
  ["ERROR 1064 (42000) at line 1: near 'Unknown column 'a' in b' at line 1", '=', 'mysql-1064'],
  ["ERROR 1064 (42000) at line 1: near 'Duplicate entry 'a' for key'", '=', 'mysql-1064'],
  ["ERROR 1452 (23000): Cannot add a child row: Table 'a.b' doesn't exist", '=', 'mysql-1452'],
]

describe('a message that these tasks really bring', () => {
  it.each([...imports, ...others, ...plain, ...quoting])(
    '%s',
    (message, headline, rule, error, type = 'import-data') => {
      const task = failed(message, { type })
      const explained = explainFailure(task)
      expect(explained.rule).toBe(rule)
      if (error !== undefined) expect(explained.mysqlError ?? null).toBe(error)
      const wanted = headline === '=' ? message : headline.replace('~', '')
      expect(reasonOf(task)).toContain(wanted)
    },
  )

  it('is one of many that are tested here', () => {
    expect(new Set([...imports, ...others].map(([message]) => message)).size).toBeGreaterThan(70)
  })
})

describe('the documented failures', () => {
  const explain = (jobId: number) => {
    const item = documented.Response.Items.find(({ JobId }) => JobId === jobId)
    const payload = JSON.parse(JSON.stringify(item?.Data ?? null))
    return explainFailure(failed(item?.Message || null, { payload }))
  }

  it.each([
    [15970, { rule: 'mysql-1064', mysqlError: 'ER_PARSE_ERROR' }],
    [15971, { rule: 'mysql-2006', mysqlError: 'CR_SERVER_GONE_ERROR' }],
    [51788, { rule: 'network-refused' }],
  ])('are explained: %i', (jobId, explained) => {
    expect(explain(jobId)).toEqual(explained)
  })

  it('may say why only inside', () => {
    const payload = [{ Code: 3, Databases: [{ Code: 3, Message: 'ERROR 1142 (42000): DROP command denied' }] }]
    expect(explainFailure(failed('部分数据库执行SQL失败', { payload }))).toMatchObject({ rule: 'mysql-1142' })
    expect(nestedMessage(payload)).toContain('1142')
  })
})

describe('the rules that are shipped', () => {
  const rules = shippedRules()

  it('have words in both languages, and differ in their ids', () => {
    expect(rules.length).toBeGreaterThan(75)
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length)
    for (const { id, title, cause, check } of rules) {
      for (const words of [title, cause, check]) {
        expect(words, id).toMatchObject({
          en: expect.stringMatching(/\w/),
          'zh-CN': expect.stringMatching(/\p{Script=Han}|^SQL/u),
        })
      }
    }
  })

  it('link to pages whose address follows a known form', () => {
    const known =
      /^https:\/\/(dev\.mysql\.com\/doc\/(refman\/8\.0\/en\/[\w-]+\.html(#[\w-]+)?|mysql-errors\/8\.0\/en\/(server|client)-error-reference\.html#error_[a-z0-9_]+)|(www\.tencentcloud|cloud\.tencent)\.com\/document\/product\/236\/\d+)$/
    for (const { id, link } of rules) {
      for (const address of typeof link === 'string' ? [link] : Object.values(link ?? {}))
        expect(address, id).toMatch(known)
    }
  })

  it('link to the reference of an error that they are about', () => {
    for (const { id, link, match } of rules) {
      const [, symbol] = /#error_([a-z0-9_]+)$/.exec(typeof link === 'string' ? link : '') ?? []
      const names = match.flatMap(({ mysql = [] }) => mysql.map((code) => mysqlErrorName(code)?.toLowerCase()))
      if (symbol) expect(names, id).toContain(symbol)
    }
  })

  it('explain every number that is listed for these tasks', () => {
    const numbers = [
      ...[1044, 1045, 1046, 1049, 1050, 1062, 1064, 1114, 1118, 1146, 1153, 1205, 1213, 1227, 1231, 1273, 1366, 1406],
      ...[1418, 1449, 1819, 2002, 2003, 2006, 2013, 3098, 1005, 1215, 3780, 1007, 1008, 1040, 1054, 1071, 1115, 1136],
      ...[1142, 1193, 1290, 1298, 1364, 1411, 1452, 1826, 3024, 3819, 1840, 1841, 3546, 1356, 3948],
    ]
    for (const number of numbers) {
      expect(explainFailure(failed(`ERROR ${number} (HY000): x`)).rule, String(number)).not.toBeNull()
      expect(mysqlErrorName(number), String(number)).not.toBeNull()
    }
  })

  it('never throw, and name only rules that are there, whatever the message', () => {
    const ids = new Set(rules.map(({ id }) => id))
    const message = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...imports.map(([text]) => text)))
    fc.assert(
      fc.property(fc.array(message, { maxLength: 3 }), fc.oneof(fc.string(), fc.integer()), (parts, code) => {
        const { rule } = explainFailure(failed(parts.join('\n'), { code }))
        expect(rule === null || ids.has(rule)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('are asked of a long message in time linear in it', () => {
    const startedAt = performance.now()
    explainFailure(failed('binlog parameter value instance '.repeat(30_000)))
    expect(performance.now() - startedAt).toBeLessThan(1_000)
  })
})

describe('a team’s own rules', () => {
  const rules = [
    ...readConfig({
      CDB_TASKS_FAILURE_RULES: writeScratchFile(`rules:
- id: our-1062
  match: { type: IMPORT DATA, mysql: 1062 }
  cause: Somebody imported twice.
- id: book-imports
  match: { type: [import-data], code: [3, "x"] }
  runbook: https://wiki.example.com/imports
- id: book-duplicates
  match:
  - { message: "(?i)duplicate ENTRY" }
  - { platform: lock_inst.cgi }
  - { network: refused, code: -5003 }
  runbook: http://wiki.example.com/duplicates
`),
    }).failureRules,
    ...shippedRules(),
  ]
  const explain = (message: string, part: Partial<Task> = {}) => explainFailure(failed(message, part), rules)

  it('stand before those that are shipped', () => {
    expect(explain("ERROR 1062 (23000): Duplicate entry '1'").rule).toBe('our-1062')
    expect(explain("ERROR 1062 (23000): Duplicate entry '1'", { type: 'rollback' }).rule).toBe('mysql-1062')
  })

  it('add their runbooks to the explanation of another rule, all that match, in their order', () => {
    expect(explain('ERROR 1064 (42000): x', { code: 3 })).toEqual({
      rule: 'mysql-1064',
      runbooks: ['book-imports'],
      mysqlError: 'ER_PARSE_ERROR',
    })
    expect(explain("ERROR 1062 (23000): Duplicate entry '1'", { code: 'x' })).toMatchObject({
      rule: 'our-1062',
      runbooks: ['book-imports', 'book-duplicates'],
    })
  })

  it('hold where any of their conditions holds whole', () => {
    expect(explain(`${LOCK}x`, { type: 'reboot' }).runbooks).toEqual(['book-duplicates'])
    expect(explain('dial tcp :0: connection refused', { code: -5003 }).runbooks).toEqual(['book-duplicates'])
    expect(explain('dial tcp :0: connection refused', { code: -5004 }).runbooks).toBeUndefined()
    expect(explain('dial tcp :0: i/o timeout', { code: -5003 }).runbooks).toBeUndefined()
  })

  it('may be all there is for a failure that nobody explains', () => {
    expect(explain('what?', { code: 3 })).toEqual({ rule: null, runbooks: ['book-imports'] })
  })

  it('look at the message without noise, its newlines undone', () => {
    const [line] = readMessage(`${WARNING}?ERROR 1049 (42000): Unknown database 'x'?dumper err?`).lines
    const anchored = [{ id: 'a', match: [{ message: { test: (text: string) => text === line } }], cause: 'x' }]
    // @ts-expect-error a stand-in for a pattern
    expect(explainFailure(failed(`${WARNING}?${line}?dumper err?`), anchored).rule).toBe('a')
  })
})
