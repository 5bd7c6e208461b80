import { deepEqual, equal, ok } from 'node:assert/strict'
import { toExportHead } from '../../lib/tasks/export/export-head'
import { exportFormats } from '../../lib/tasks/export/formats'
import { fakeScope } from '../../lib/tasks/fake-coverage'
import { toHandOver } from '../../lib/tasks/hand-over'
import type { Task } from '../../lib/tasks/task'
import { defaultTaskSearch } from '../../lib/tasks/task-search'
import { readCsv } from './read-csv'

const NUMBER = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/
const FORMULA = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\0]/u
/** What a terminal or a reader obeys instead of showing it; a line's end is the file's own. */
const OBEYED = /(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]/u

/** The files of these tasks have a row for each, and nothing in them leaves its place. */
export function expectWholeExports(tasks: Task[]): void {
  const coverage = { scopes: [fakeScope('ap-guangzhou')], whole: true }
  const at = { baseUrl: 'http://127.0.0.1:3000', generatedAt: '2026-03-01T00:00:00Z' }
  const to = Date.parse(at.generatedAt)
  const head = toExportHead(defaultTaskSearch, { tasks, coverage, from: 0, to }, at)
  const written = (format: keyof typeof exportFormats) => [...exportFormats[format].write({ head, tasks })].join('')
  expectCsv(written('csv'), tasks)
  expectNdjson(written('ndjson'), tasks)
  expectMarkdown(written('md'), tasks)
  for (const task of tasks.slice(0, 3)) expectHandOver(task)
}

function expectCsv(csv: string, tasks: Task[]): void {
  const [columns = [], ...rows] = readCsv(csv).filter((row) => !/^\ufeff?# /.test(row[0] ?? ''))
  equal(rows.length, tasks.length)
  for (const [index, row] of rows.entries()) {
    equal(row.length, columns.length)
    deepEqual(
      row.filter((cell) => FORMULA.test(cell) && !NUMBER.test(cell)),
      [],
    )
    const message = row[columns.indexOf('message')]
    const came = tasks[index]?.message ?? ''
    ok(message === came || message === `'${came}`, 'the message is not what came')
  }
}

function expectNdjson(ndjson: string, tasks: Task[]): void {
  const [, ...lines] = ndjson.trimEnd().split('\n')
  deepEqual(
    lines.map((line) => JSON.parse(line)),
    tasks.map((task) => JSON.parse(JSON.stringify({ kind: 'task', ...task }))),
  )
}

function expectMarkdown(markdown: string, tasks: Task[]): void {
  ok(!OBEYED.test(markdown), 'a control character in Markdown')
  const table = markdown.slice(markdown.indexOf('| Status')).trimEnd().split('\n')
  equal(table.length, tasks.length + 2)
  for (const row of table) {
    equal(row.replaceAll(/\\[\\|]/g, '').split('|').length, 10, row)
    ok(!row.includes('<'), row)
  }
}

function expectHandOver(task: Task): void {
  const words = {
    title: `${task.status} · ${task.type} · ${task.jobId}`,
    status: String(task.statusWire),
    type: String(task.typeWire),
    region: task.region,
    duration: null,
    cause: null,
    check: null,
    label: (name: string) => name,
    onlyFirst: (shown: number, total: number) => `${shown} of ${total}`,
  }
  const text = toHandOver(task, { words, address: 'http://127.0.0.1:3000/tasks', runbooks: [], requestId: null })
  ok(!OBEYED.test(text), 'a control character in a hand-over')
  const table = text.split('\n').filter((line) => line.startsWith('|'))
  for (const row of table)
    if (!text.includes('```text')) equal(row.replaceAll(/\\[\\|]/g, '').split('|').length, 4, row)
}
