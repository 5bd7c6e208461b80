import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import documented from '../fixtures/documented-reply.json'
import { readMessage } from './read-message'

const messageOf = (jobId: number) => documented.Response.Items.find(({ JobId }) => JobId === jobId)?.Message ?? ''

describe('readMessage', () => {
  it('finds the error behind the password warning', () => {
    const failure = readMessage(messageOf(15970))
    expect(failure.headline).toMatch(/^ERROR 1064 \(42000\) at line 1: You have an error in your SQL syntax;/)
    expect(failure.mysql).toEqual({ code: 1064, sqlState: '42000', line: 1, near: 'joell=skyler' })
    expect(failure.noise).toEqual([
      'Warning: Using a password on the command line interface can be insecure.',
      'dumper err',
    ])
    expect(failure.lines).toHaveLength(1)
  })

  it('keeps a question mark that is one', () => {
    expect(readMessage("ERROR 1064 (42000) at line 3: near 'WHERE id = ?' at line 3").headline).toContain('id = ?')
    expect(readMessage('is it done?').headline).toBe('is it done?')
  })

  it('tells network faults and the platform apart', () => {
    expect(readMessage('dial tcp :0: connection refused').network).toBe('refused')
    expect(readMessage('dial tcp 10.0.0.1:3306: i/o timeout').network).toBe('timeout')
    const platform =
      '[Operate CDB Fail][Upgrade Service Fail!] reason: ERR#-999: lock_inst.cgi: 某些实例id不存在对应的实例记录'
    expect(readMessage(platform)).toMatchObject({
      headline: platform,
      platform: { code: -999, program: 'lock_inst.cgi' },
    })
  })

  it('reads a message that is noise only', () => {
    expect(readMessage('dumper err?').headline).toBe('dumper err')
    expect(readMessage('').headline).toBe('')
  })

  it('is linear in the length of hostile text', () => {
    for (const hostile of [
      "near '".repeat(20_000),
      '?'.repeat(100_000),
      'ERROR 1064 ('.repeat(10_000),
      '\n'.repeat(100_000),
      'a.'.repeat(100_000),
      `${'x'.repeat(100_000)}.cgi`,
      "MySQL server on '".repeat(10_000),
      'SQLSTATE[HY000]: '.repeat(10_000),
      '[Operate CDB Fail]'.repeat(10_000),
      "Error 1064 (42000) at line 1 in file: '".repeat(5_000),
      '错误'.repeat(50_000),
      "Couldn't execute ' (1356) ".repeat(5_000),
    ]) {
      const startedAt = performance.now()
      readMessage(hostile)
      expect(performance.now() - startedAt, hostile.slice(0, 20)).toBeLessThan(1_000)
    }
  })

  it('reads a message of such parts in any order, and says of each error only what stands there', () => {
    const part = fc.constantFrom(
      'ERROR 1064 (42000) at line 3: ',
      "near 'x' at line 1",
      'Got error: 1045: ',
      '(1049, "',
      'ERR#-999: ',
      'lock_inst.cgi：',
      'dial tcp :0: ',
      'connection refused',
      ': EOF',
      '?',
      'dumper err?',
      '\r\n',
      '错误码：1062 ',
      '1146',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(part, fc.string({ maxLength: 5 })), { maxLength: 20 }), (parts) => {
        const message = parts.join('')
        const { mysql, platform, lines, noise } = readMessage(message)
        const letters = (text: string) => [...text.replaceAll(/[\s?]/g, '')].sort().join('')
        expect(letters([...lines, ...noise].join('')).length).toBeLessThanOrEqual(letters(message).length)
        if (noise.length === 0) expect(letters(lines.join(''))).toBe(letters(message))
        if (mysql) expect(message).toContain(String(mysql.code))
        if (platform?.reason) expect(lines.join('\n')).toContain(platform.reason)
      }),
      { numRuns: 3_000 },
    )
  })

  it('reads anything without an exception and loses no character but the newline marks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (message) => {
        const { lines, noise } = readMessage(message)
        const letters = (text: string) => [...text.replaceAll(/[\s?]/g, '')].sort().join('')
        expect(letters([...lines, ...noise].join(''))).toBe(letters(message))
      }),
      { numRuns: 5_000 },
    )
  })
})
