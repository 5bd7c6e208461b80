import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '@/lib/json'
import { reasonOf } from '../failure/reason-of'
import { fakeScope } from '../fake-coverage'
import type { Task } from '../task'
import { defaultTaskSearch } from '../task-search'
import type { ScopeCoverage } from '../tasks-page'
import { toExportHead } from './export-head'
import { type ExportFormat, exportFormats } from './formats'

const complete = fakeScope('ap-guangzhou', { rowsFetched: 1, rowsTotal: 1, requestId: 'r-1' })

const failed: ScopeCoverage = {
  ...complete,
  region: 'ap-tokyo',
  state: 'failed',
  rowsFetched: 0,
  rowsTotal: null,
  fetchedAt: null,
  problem: {
    type: 'urn:cdb-tasks:problem:not-permitted',
    title: 'Not permitted',
    status: 502,
    detail: 'The key, "prod", may not read\r\n<b>tasks</b>|here',
    code: 'OperationDenied',
    requestId: 'r-2',
  },
}

function taskOf(part: Partial<Task> = {}): Task {
  return {
    key: 'default/ap-guangzhou/15970',
    account: 'default',
    region: 'ap-guangzhou',
    jobId: '15970',
    type: 'import-data',
    typeWire: 3,
    status: 'failed',
    statusWire: 3,
    progressPercent: 5,
    code: -5003,
    message: null,
    startedAt: '2017-06-27T08:46:52Z',
    endedAt: null,
    durationSeconds: 79_901,
    instanceIds: ['cdb-c1nl9rpv', 'cdb-gt70m8aa'],
    asyncRequestId: null,
    attachments: [],
    payload: null,
    ...part,
  }
}

function write(format: ExportFormat, tasks: Task[], scopes = [complete], query = {}): string {
  const collected = {
    tasks,
    coverage: { scopes, whole: scopes.every(({ state }) => state === 'complete') },
    from: Date.parse('2017-06-26T09:00:00Z'),
    to: Date.parse('2017-06-27T09:00:00Z'),
  }
  const head = toExportHead({ ...defaultTaskSearch, ...query }, collected, {
    baseUrl: 'https://tasks.example.com',
    generatedAt: '2026-03-01T00:00:05Z',
  })
  return [...exportFormats[format].write({ head, tasks })].join('')
}

const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom('"', ',', '\r\n', '\n', '\r', '\t', ';', '#', "'", '=1+1', '+', '-', '@', '＝', '\0', '\ufeff'),
      fc.constantFrom('|', '\\', '<img src=x>', '&lt;', '`', '[a](b)', '*', '_', '\u202e', '\u2028', ' ', '导入', '?'),
      fc.string({ unit: 'binary', maxLength: 8 }),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(''))
const maybe = fc.option(hostile)
const task: fc.Arbitrary<Task> = fc
  .record({
    typeWire: fc.oneof(maybe, fc.integer()),
    statusWire: fc.oneof(maybe, fc.integer()),
    progressPercent: fc.oneof(maybe, fc.integer()),
    code: fc.oneof(maybe, fc.integer()),
    message: maybe,
    startedAt: fc.oneof(maybe, fc.constantFrom('2017-06-27T08:46:52Z', '2017-13-45T99:00:00Z')),
    endedAt: maybe,
    instanceIds: fc.array(hostile, { maxLength: 3 }),
    asyncRequestId: maybe,
    attachments: fc.array(fc.record({ key: hostile, value: hostile }), { maxLength: 2 }),
    type: fc.constantFrom('unknown', 'import-data'),
    // Safe: what JSON.parse makes is JSON.
    payload: fc.oneof(fc.jsonValue({ maxDepth: 2 }), hostile).map((json) => JSON.parse(JSON.stringify(json)) as Json),
  })
  .map((part) => taskOf(part as Partial<Task>))

describe('CSV', () => {
  /** As RFC 4180 has it, and nothing more lenient. */
  function readCsv(text: string): string[][] {
    const rows: string[][] = []
    let row: string[] = []
    let at = 0
    while (at < text.length) {
      const quoted = text[at] === '"'
      const field = quoted ? /"((?:[^"]|"")*)"/y : /([^",\r\n]*)/y
      field.lastIndex = at
      const match = field.exec(text)
      if (!match) throw new Error(`No field at ${at}`)
      row.push(quoted ? String(match[1]).replaceAll('""', '"') : String(match[1]))
      at = field.lastIndex
      if (text.startsWith(',', at)) at += 1
      else if (text.startsWith('\r\n', at)) {
        at += 2
        rows.push(row)
        row = []
      } else throw new Error(`Neither a comma nor the end of a row at ${at}`)
    }
    return rows
  }

  function tableOf(text: string): Record<string, string>[] {
    const rows = readCsv(text.slice(1))
    const names = rows.findIndex(([first = '']) => !first.startsWith('# '))
    return rows
      .slice(names + 1)
      .map((cells) => Object.fromEntries((rows[names] ?? []).map((name, column) => [name, String(cells[column])])))
  }

  it('has the byte order mark, then comments of one cell without quotes, then names, then rows', () => {
    const text = write('csv', [taskOf()], [complete, failed], { region: ['ap-guangzhou', 'ap-tokyo'], q: '"a,b"' })
    expect(text.startsWith('\ufeff# NOT WHOLE')).toBe(true)
    const lines = text.slice(1).split('\r\n')
    const names = lines.findIndex((line) => !line.startsWith('# '))
    expect(lines.slice(0, names).join('')).not.toMatch(/[",]/)
    expect(lines[names]).toBe(
      'account,region,jobId,type,typeWire,status,statusWire,instanceIds,startedAt,endedAt,startedAtBeijing,' +
        'endedAtBeijing,durationSeconds,progressPercent,code,reason,message,asyncRequestId,attachments,payload',
    )
    expect(lines[names + 1]).toBe(
      'default,ap-guangzhou,15970,import-data,3,failed,3,cdb-c1nl9rpv cdb-gt70m8aa,2017-06-27T08:46:52Z,,' +
        '2017-06-27 16:46:52,,79901,5,-5003,,,,,',
    )
    expect(lines.slice(names + 2)).toEqual([''])
  })

  it('quotes what a reader of comments would cut off', () => {
    expect(write('csv', [taskOf({ message: 'reason: ERR#-999: gone' })])).toContain('"reason: ERR#-999: gone"')
  })

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '\0', ' =1', '\ufeff=1', '＝1', '-5003'])(
    'makes %j harmless in a text, and leaves a number of our own one',
    (text) => {
      const [row] = tableOf(write('csv', [taskOf({ message: text, asyncRequestId: text, code: -5003 })]))
      expect(row).toMatchObject({ message: `'${text}`, asyncRequestId: `'${text}`, code: '-5003' })
    },
  )

  it('reads back cell by cell, whatever the tasks hold', () => {
    fc.assert(
      fc.property(fc.array(task, { maxLength: 5 }), (tasks) => {
        const rows = tableOf(write('csv', tasks))
        expect(rows).toHaveLength(tasks.length)
        for (const [index, row] of rows.entries()) {
          const { failure: _, ...one } = tasks[index] ?? taskOf()
          const values: Record<string, string | number | null> = {
            ...one,
            reason: reasonOf(one),
            instanceIds: one.instanceIds.join(' '),
            attachments: one.attachments.map(({ key, value }) => `${key}=${value}`).join('; '),
            payload: one.payload === null ? null : JSON.stringify(one.payload),
            startedAtBeijing: one.startedAt === '2017-06-27T08:46:52Z' ? '2017-06-27 16:46:52' : null,
            endedAtBeijing: null,
          }
          expect(Object.keys(row)).toHaveLength(20)
          for (const [name, cell] of Object.entries(row)) {
            const text = String(values[name] ?? '')
            expect([text, `'${text}`], name).toContain(cell)
            if (typeof values[name] === 'number') expect(cell).toBe(text)
            else expect(cell).not.toMatch(/^[=+\-@\p{Cc}＝＋－＠]/u)
          }
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('NDJSON', () => {
  it('has the head, then each task as it is', () => {
    fc.assert(
      fc.property(fc.array(task, { maxLength: 5 }), (tasks) => {
        const [head, ...rows] = write('ndjson', tasks)
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line))
        expect(head).toMatchObject({ kind: 'head', whole: true, missing: [], rowCount: tasks.length })
        expect(rows).toEqual(tasks.map((one) => JSON.parse(JSON.stringify({ kind: 'task', ...one }))))
      }),
      { numRuns: 300 },
    )
  })

  it('says in the head what is missing', () => {
    const [line = ''] = write('ndjson', [], [complete, failed]).split('\n')
    expect(JSON.parse(line)).toMatchObject({
      kind: 'head',
      whole: false,
      missing: [expect.stringContaining('1 of 2 scopes'), expect.stringContaining('ap-tokyo')],
      coverage: { scopes: [complete, failed] },
      search: { from: '-24h' },
      address: 'https://tasks.example.com/tasks?from=2017-06-26T09:00:00Z&to=2017-06-27T09:00:00Z',
    })
  })
})

describe('Markdown', () => {
  /** The rows of the table as a renderer of GitHub's flavour cuts them. */
  function cellsOf(text: string): string[][] {
    return text
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .slice(2)
      .map((line) => line.split(/(?<!\\)(?:\\\\)*\|/).slice(1, -1))
  }

  it('has a list, then a table whose job ids are links', () => {
    const lines = write('md', [taskOf({ message: 'Warning: a|b <script>\n_why_ https://evil.example' })]).split('\n')
    const [status, , , , , , ...rest] = lines.slice(lines.indexOf('') + 1)
    expect(lines[0]).toBe('- Written by cdb-tasks at 2026-03-01T00:00:05Z. Tasks: 1. Scopes: 1.')
    expect(rest).toEqual([])
    expect(status).toBe('| Status | Type | Instance | Reason | Started (Beijing) | Duration | Account / region | Job |')
    expect(lines.at(-2)).toBe(
      '| failed | import-data | cdb-c1nl9rpv cdb-gt70m8aa | Warning: a\\|b &lt;script&gt; | 2017-06-27 16:46:52 ' +
        '| 22 h 11 min | default / ap-guangzhou ' +
        '| [15970](https://tasks.example.com/tasks/default/ap-guangzhou/15970?start=2017-06-27T08:46:52Z) |',
    )
  })

  it('is told of an unknown type or status by what came', () => {
    const text = write('md', [taskOf({ type: 'unknown', typeWire: 'CLONE', status: 'unknown', statusWire: 99 })])
    expect(text).toContain('| 99 | CLONE |')
  })

  it('keeps its shape and holds no HTML, whatever the tasks hold', () => {
    fc.assert(
      fc.property(fc.array(task, { maxLength: 5 }), (tasks) => {
        const text = write('md', tasks, [failed])
        expect(cellsOf(text).map((cells) => cells.length)).toEqual(tasks.map(() => 8))
        expect(text).not.toMatch(/[<>]|[^\P{Cc}\n]|[\u2028\u2029\u202e]/u)
        expect(text.split('\n').filter((line) => !/^(- |\|)/.test(line))).toEqual(['', ''])
      }),
      { numRuns: 300 },
    )
  })

  it('shows what stands for a sign as it came, and a sign as itself', () => {
    const text = write('md', [taskOf({ message: 'a & b && c=1&d=2 &lt; &#60; &copy;' })])
    expect(text).toContain('a & b && c=1&d=2 &amp;lt; &amp;#60; &amp;copy;')
  })

  it('makes no link of an address and no markup of a text', () => {
    const text = write('md', [taskOf({ message: 'https://evil.example www.evil.example [a](b) `c` $d$ ~e~' })])
    expect(text).toContain('https\\://evil.example www\\.evil.example \\[a\\](b) \\`c\\` \\$d\\$ \\~e\\~')
  })
})

it.each(Object.keys(exportFormats) as ExportFormat[])('%s begins with what is missing, scope by scope', (format) => {
  const text = write(format, [taskOf()], [complete, failed])
  const at = (word: string) => text.indexOf(word)
  for (const word of ['ap-tokyo', 'OperationDenied', 'r-2']) {
    expect(at(word), word).toBeGreaterThan(0)
    expect(at(word), word).toBeLessThan(at('2026-03-01T00:00:05Z'))
  }
  expect(write(format, [taskOf()])).not.toContain('NOT WHOLE')
})
