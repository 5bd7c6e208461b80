import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fakeTask } from '../fake-task'
import { failureKindOf } from './failure-kind'

const kindOf = (message: string | null) => failureKindOf(fakeTask({ jobId: '1', status: 'failed', message }))

const WARNING = 'Warning: Using a password on the command line interface can be insecure.'

const letters = fc.stringMatching(/^[A-Za-z]{1,8}$/)
/** What may stand in a message of the service, each of any value. */
const fillings = fc.record({
  number: fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }).map(String),
  decimal: fc.tuple(fc.nat(), fc.nat()).map((parts) => parts.join('.')),
  name: fc.oneof(
    fc.stringMatching(/^[\w.$-]{1,40}$/),
    fc.constantFrom('订单 表', "o'neil", 'a b', 'ERROR 42', '库.表', 'x@%'),
  ),
  instance: fc.stringMatching(/^cdb(ro)?-[a-z0-9]{8}$/),
  request: fc.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{8}){3}$/),
  uuid: fc.uuid(),
  address: fc.tuple(fc.ipV4(), fc.nat(65_535)).map((parts) => parts.join(':')),
  path: fc.array(letters, { minLength: 1, maxLength: 5 }).map((names) => `/${names.join('/')}.sql`),
  binlog: fc.stringMatching(/^(mysql-bin|binlog)\.\d{6}$/),
  time: fc
    .date({ min: new Date('2001-01-01'), max: new Date('2099-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString()),
  duration: fc
    .tuple(fc.nat(9_999), fc.constantFrom('s', ' s', 'ms', ' minutes', 'h', ' 秒'))
    .map((parts) => parts.join('')),
  line: fc.integer({ min: 1, max: 1_000_000 }).map(String),
  sql: fc.string({ unit: 'grapheme', maxLength: 60 }).filter((text) => !/ERR/i.test(text)),
})

const templates = [
  `${WARNING}?ERROR 1062 (23000) at line {line}: Duplicate entry '{name}' for key '{name}'?dumper err?`,
  `${WARNING}?ERROR 1064 (42000) at line {line}: the right syntax to use near '{sql}' at line {line}`,
  "ERROR 1146 (42S02) at line {line}: Table '{name}' doesn't exist",
  'Unknown column `{name}` in "{name}" of {number} rows',
  '[Operate CDB Fail][Upgrade Service Fail!] reason: ERR#-999: lock_inst.cgi: 实例 {instance} 不存在，请求 {request}',
  'dial tcp {address}: i/o timeout',
  '实例升级失败：{instance} 主从延迟 {duration}，超过 {duration}（{time}）',
  'Binlog file {binlog} has expired, {path} of {uuid} is {number} bytes, {decimal} expected',
  '表“{name}”写入 {path} 失败：{number}',
]

const fill = (template: string, values: Record<string, string>) =>
  template.replaceAll(/\{(\w+)\}/g, (_, slot: string) => values[slot] ?? '')

describe('the kind of a failure', () => {
  it('is the same whatever numbers, names and ids stand in the message', () => {
    fc.assert(
      fc.property(fc.constantFrom(...templates), fillings, fillings, (template, some, others) => {
        const kind = kindOf(fill(template, some))
        expect(kind).toMatch(/^[0-9a-f]{8}$/)
        expect(kindOf(fill(template, others))).toBe(kind)
      }),
      { numRuns: 3_000 },
    )
  })

  it('is another for another message', () => {
    fc.assert(
      fc.property(fillings, (values) => {
        expect(new Set(templates.map((template) => kindOf(fill(template, values)))).size).toBe(templates.length)
      }),
    )
  })

  it.each([
    ['MySQL', (code: number) => `${WARNING}?ERROR ${code} (HY000) at line 1: x?dumper err?`],
    ['MySQL after another line', (code: number) => `import failed\nERROR ${code} (HY000) at line 1: x`],
    ['Go', (code: number) => `Error ${code}: Duplicate entry '1'`],
    ['a driver', (code: number) => `(${code}, "x")`],
    ['replication', (code: number) => `Got fatal error ${code} from master`],
    ['the platform', (code: number) => `reason: ERR#-${code}: lock_inst.cgi: gone`],
    ['an SQLSTATE', (code: number) => `ERROR 1064 (${10_000 + code}): x`],
    ['an errno', (code: number) => `(errno: ${code})`],
    ['Chinese', (code: number) => `操作失败，错误码：${code}`],
  ])('is another for another code of %s', (_, messageOf) => {
    const codes = fc.integer({ min: 1000, max: 9999 })
    fc.assert(
      fc.property(codes, codes, (one, other) => {
        expect(kindOf(messageOf(one)) === kindOf(messageOf(other))).toBe(one === other)
      }),
    )
  })

  it.each([
    ['Task failed\nreason: disk is full', 'Task failed\nreason: no such host db1'],
    ['import failed: "disk is full"', 'import failed: "no such host"'],
    ["import failed: 'disk is full'", "import failed: 'access was denied'"],
    ['import failed with "disk is full"', 'import failed with "host is down"'],
    ['import failed: "disk is fu', 'import failed: "host is do'],
    ['{"msg":"disk full"}', '{"msg":"access denied"}'],
    ['{"job":"a1","msg":"Throttled"}', '{"job":"a1","msg":"Unauthorized"}'],
    ['导入失败：「磁盘已满」', '导入失败：「权限不足」'],
    ['导入失败：“超时”', '导入失败：“中断”'],
    [
      "Lost connection at 'reading packet', system error: 104",
      "Lost connection at 'reading packet', system error: 110",
    ],
    ['Got error 28 from storage engine', 'Got error 139 from storage engine'],
    ['connect failed (HY000/1045)', 'connect failed (HY000/2002)'],
    ['失败(1062)', '失败(1146)'],
    ['失败（1062）', '失败（1146）'],
    ['[1062] import stopped', '[1146] import stopped'],
    ['1062', '1146'],
    ['-5011', '-5012'],
    ['errno 28', 'errno 13'],
    ['err=28', 'err=13'],
    ['HTTP 503 from the agent', 'HTTP 403 from the agent'],
    ["Can't connect to MySQL server on '10.0.0.1' (11)", "Can't connect to MySQL server on '10.0.0.1' (99)"],
    [
      'Communications link failure\nCaused by: java.net.ConnectException: Connection refused',
      'Communications link failure\nCaused by: java.net.UnknownHostException: db1',
    ],
    [
      `import failed\n${'line\n'.repeat(30)}ERROR 1062 (23000): x`,
      `import failed\n${'line\n'.repeat(30)}ERROR 1146 (42S02): x`,
    ],
    [`${'word '.repeat(900)}\nERR#-1: x`, `${'word '.repeat(900)}\nERR#-2: x`],
    ["'cdb-aaaa0001'", "'cdb-aaaa0002'"],
    ['???', '!!!'],
  ])('is another for what says something else: %j, %j', (one, other) => {
    expect(kindOf(one)).toMatch(/^[0-9a-f]{8}$/)
    expect(kindOf(one)).not.toBe(kindOf(other))
  })

  it.each([
    ["Duplicate entry 'John Smith' for key 'PRIMARY'", "Duplicate entry 'Mary Ann Jones' for key 'PRIMARY'"],
    ["Incorrect integer value: 'not a number' for column 'a b'", "Incorrect integer value: '' for column 'c'"],
    ["Invalid default value for 'created at'", "Invalid default value for 'updated at'"],
    ['failed to run "SELECT name FROM people WHERE a"', 'failed to run "INSERT INTO people VALUES (\'x y\')"'],
    ['import failed: "no space on cdb-aaaa0001, 12 MB left"', 'import failed: "no space on cdb-bbbb0001, 3 MB left"'],
    ['导入失败：「实例 cdb-aaaa0001 磁盘已满」', '导入失败：「实例 cdb-bbbb0001 磁盘已满」'],
    ['导入失败：「延迟1843秒过大」', '导入失败：「延迟20秒过大」'],
    ['表「用户订单」不存在', '表「商品库存明细」不存在'],
    ['{"table":"order items","msg":"disk full"}', '{"table":"people","msg":"disk full"}'],
    ['3 of 5 tables failed after 20 s', '1 of 9 tables failed after 3 s'],
    ['import failed 3 times, 1200 rows read', 'import failed 12 times, 7 rows read'],
    ['stopped with error: 3 rows left', 'stopped with error: 120 rows left'],
    [
      "ERROR 1062 (23000) at line 3: Duplicate entry '1'\nERROR 1062 (23000) at line 9: Duplicate entry '2'",
      "ERROR 1062 (23000) at line 7: Duplicate entry '5'",
    ],
    [
      'ERROR 1064 (42000): syntax to use near \'a\nb = "x y"\' at line 3\nstopped',
      "ERROR 1064 (42000): syntax to use near 'c' at line 18\nstopped",
    ],
    [
      '[Operate CDB Fail][Upgrade Service Fail!] reason: ERR#-999: lock_inst.cgi: 实例不存在',
      'reason: ERR#-999: lock_inst.cgi: 实例不存在',
    ],
    [`no file ${'/a'.repeat(3_000)}.sql on the disk`, 'no file /b.sql on the disk'],
  ])('is the same for what differs in names and numbers only: %j, %j', (one, other) => {
    expect(kindOf(one)).toBe(kindOf(other))
  })

  it('is another for another reason inside the task, whatever the task itself says', () => {
    const kindWith = (...messages: string[]) => {
      const payload = messages.map((Message) => ({ InstanceId: 'cdb-aaaa0001', Code: 3, Message }))
      const message = 'Rollback of some instances failed'
      return failureKindOf(fakeTask({ jobId: '1', status: 'failed', message, payload }))
    }
    const duplicate = kindWith("ERROR 1062 (23000) at line 3: Duplicate entry '1'")
    expect(kindWith("ERROR 1062 (23000) at line 9: Duplicate entry '2'")).toBe(duplicate)
    expect(kindWith("ERROR 1146 (42S02) at line 3: Table 'a.b' doesn't exist")).not.toBe(duplicate)
    expect(kindWith('the disk is full')).not.toBe(kindWith('no such host'))
    expect(kindWith()).toBe(kindOf('Rollback of some instances failed'))
  })

  it.each([
    "'a ",
    '“a ‘b ',
    '{"msg":"a b ',
    '"msg":',
    "Error: (1049, '",
    "near 'x y' at line 1 ",
    'x y\n',
    'ERR#1 ',
    '[1',
  ])('is linear in the length of %j again and again', (part) => {
    const startedAt = performance.now()
    kindOf(part.repeat(400_000 / part.length))
    expect(performance.now() - startedAt).toBeLessThan(3_000)
  })

  it('stands in addresses that people keep: it never changes', () => {
    expect(kindOf(`${WARNING}?ERROR 1227 (42000) at line 18: Access denied; you need SUPER?dumper err?`)).toBe(
      '435eb001',
    )
    expect(kindOf('dial tcp :0: connection refused')).toBe('ef4e786e')
    expect(kindOf('reason: ERR#-999: lock_inst.cgi: 某些实例id不存在对应的实例记录')).toBe('bcd583e5')
  })

  it('is that of what failed inside a task which says nothing itself', () => {
    const payload = [{ Code: 3, Message: 'dial tcp :0: connection refused' }]
    const nested = failureKindOf(fakeTask({ jobId: '1', status: 'failed', message: null, payload }))
    expect(nested).toBe(kindOf('dial tcp 10.0.0.1:3306: connection refused'))
  })

  it('is none where a task has not failed, or says nothing', () => {
    expect(failureKindOf(fakeTask({ jobId: '1', status: 'succeed', message: 'x' }))).toBeNull()
    expect(kindOf(null)).toBeNull()
    expect(kindOf(' ')).toBeNull()
  })

  it('is there for any message, without an exception', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (message) => {
        expect(kindOf(message) ?? '00000000').toMatch(/^[0-9a-f]{8}$/)
      }),
      { numRuns: 3_000 },
    )
  })
})
