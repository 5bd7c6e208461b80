import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fakeTask } from './fake-task'
import { type HandOverWords, toHandOver } from './hand-over'
import type { Task } from './task'

const words: HandOverWords = {
  title: 'Failed · Data import · 15970',
  status: 'Failed',
  type: 'Data import',
  region: 'Guangzhou',
  duration: '5 min',
  cause: 'The server could not parse the SQL.',
  check: 'Look at that line.',
  label: (name) => name,
  onlyFirst: (shown, total) => `${shown} of ${total}`,
}
const address = 'https://tasks.example.com/tasks/default/ap-guangzhou/15970?start=2026-02-28T12:00:00Z'
const task = fakeTask({
  jobId: '15970',
  status: 'failed',
  code: 3,
  message:
    "Warning: Using a password on the command line interface can be insecure.?ERROR 1064 (42000) at line 1: near 'a|b'",
  asyncRequestId: '9d21004b-3aa1896a',
  failure: { kind: '00000000', rule: 'mysql-1064', mysqlError: 'ER_PARSE_ERROR' },
})

const write = (part: Partial<Task> = {}, runbooks: string[] = [], requestId: string | null = null) =>
  toHandOver({ ...task, ...part }, { words, address, runbooks, requestId })

describe('the Markdown of a task', () => {
  it('has its facts, both zones, the failure, the address and the command', () => {
    expect(write({}, ['https://wiki.example.com/a(1)'], '6EF60BEC')).toBe(`## Failed · Data import · 15970

| fact | value |
| --- | --- |
| status | Failed |
| type | Data import |
| instances | cdb-c1nl9rpv |
| region | Guangzhou (ap-guangzhou) |
| account | default |
| started | 2026-02-28 20:00:00 +08:00 = 2026-02-28T12:00:00Z |
| ended | 2026-02-28 20:05:00 +08:00 = 2026-02-28T12:05:00Z |
| duration | 5 min |
| progress | 100% |
| code | 3 |
| mysqlCode | 1064 · ER\\_PARSE\\_ERROR |
| means | The server could not parse the SQL. |
| check | Look at that line. |
| asyncRequestId | 9d21004b-3aa1896a |
| requestId | 6EF60BEC |
| runbooks | [https\\://wiki.example.com/a(1)](https://wiki.example.com/a%281%29) |

**message**

\`\`\`text
ERROR 1064 (42000) at line 1: near 'a|b'
\`\`\`

[openPage](${address})

\`\`\`sh
tccli cdb DescribeTasks --region ap-guangzhou --StartTimeBegin '2026-02-28 20:00:00' --StartTimeEnd '2026-02-28 20:00:00' --Limit 100 --filter 'Items[?JobId==\`15970\`]'
\`\`\`
`)
  })

  it('leaves out what is not known, and says that there is no end', () => {
    const text = write({
      endedAt: null,
      code: null,
      message: null,
      asyncRequestId: null,
      instanceIds: [],
      failure: undefined,
    })
    for (const name of ['code', 'mysqlCode', 'asyncRequestId', 'requestId', 'runbooks', 'instances']) {
      expect(text).not.toContain(`| ${name} |`)
    }
    expect(text).toContain('| ended | noEnd |')
    expect(text).not.toContain('**message**')
  })

  it('tells no MySQL error of a task that has not failed', () => {
    expect(write({ status: 'succeed' })).not.toContain('mysqlCode')
  })

  it('has every line of the message, and what failed inside a task without one', () => {
    expect(write({ message: 'Task failed\nreason: disk is full\ndumper err' })).toContain(
      '```text\nTask failed\nreason: disk is full\n```\n',
    )
    const payload = [{ Code: 3, Message: 'no such host\ndb1' }]
    expect(write({ message: null, payload })).toContain('```text\nno such host\ndb1\n```\n')
  })

  it('says so where it cuts a message, and cuts no character in two', () => {
    const text = write({ message: `${'x'.repeat(1_999)}😀${'y'.repeat(1_000)}` })
    expect(text).toContain(`\n${'x'.repeat(1_999)}\n\`\`\`\n\n1999 of 3001\n`)
    expect(write({ message: 'x'.repeat(2_000) })).not.toContain('2000 of')
  })

  it('stays one table of two columns and two blocks of code, whatever the cloud sends', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        'a|b',
        '`|`',
        '\n| x | y |',
        '```\n# x',
        '<script>alert(1)</script>',
        '[a](javascript:x)',
        '\\|',
        '![a](//h)',
      ),
    )
    fc.assert(
      fc.property(text, text, text, (message, jobId, code) => {
        const lines = write({ message, jobId, code, instanceIds: [code] }).split('\n')
        const rows = lines.slice(2, lines.indexOf('', 2))
        for (const row of rows) expect(row.replaceAll(/\\./g, '').split('|')).toHaveLength(4)
        const table = rows.join('\n')
        expect(table).not.toMatch(/<|(?<!\\)`|(?<!\\)\[/)
        const outside = outsideBlocks(lines.slice(lines.indexOf('', 2)))
        expect(outside.filter((line) => line !== '' && line !== '**message**')).toEqual([
          expect.stringMatching(/^\[openPage\]\(/),
        ])
      }),
      { numRuns: 1_000 },
    )
  })
})

/** As a reader of Markdown finds them: a block ends with a fence as long as its first. */
function outsideBlocks(lines: string[]): string[] {
  const outside: string[] = []
  let fence: string | null = null
  for (const line of lines) {
    const [run] = /^`{3,}/.exec(line) ?? []
    if (fence === null && run) fence = run
    else if (fence === null) outside.push(line)
    else if (run && run.length >= fence.length && line.trim() === run) fence = null
  }
  return outside
}
