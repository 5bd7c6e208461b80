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

  it('stands in addresses that people keep: it never changes', () => {
    expect(kindOf(`${WARNING}?ERROR 1227 (42000) at line 18: Access denied; you need SUPER?dumper err?`)).toBe(
      '6ed1d144',
    )
    expect(kindOf('dial tcp :0: connection refused')).toBe('2798a451')
    expect(kindOf('reason: ERR#-999: lock_inst.cgi: 某些实例id不存在对应的实例记录')).toBe('2e753e28')
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
