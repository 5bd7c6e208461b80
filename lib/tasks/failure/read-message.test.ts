import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import en from '@/messages/en.json'
import documented from '../fixtures/documented-reply.json'
import { explain } from './explain'
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
    ]) {
      expect(() => readMessage(hostile)).not.toThrow()
    }
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

describe('explain', () => {
  it('has words for each rule, and a rule for each of the words', () => {
    for (const rule of Object.keys(en.failure)) {
      const message = {
        'network-refused': 'dial tcp :0: connection refused',
        'network-timeout': 'dial tcp :0: i/o timeout',
        'network-unreachable': 'dial tcp :0: no route to host',
        'platform-lock': 'reason: ERR#-999: lock_inst.cgi: gone',
      }[rule]
      const failure = readMessage(message ?? `ERROR ${rule.replace('mysql', '')} (HY000): x`)
      expect(explain(failure)?.means).toBe(`${rule}.means`)
    }
  })

  it('makes nothing up', () => {
    expect(explain(readMessage('ERROR 9999 (HY000): x'))).toBeNull()
    expect(explain(readMessage('设置参数失败'))).toBeNull()
  })
})
