import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import messages from '../messages/en.json' with { type: 'json' }
import { readRowsOfAllPages, type SeenRow } from './table'
import { expect, onceRead, ownRange, test } from './test'
import { NEW_YEAR, serveOnly, type WireTask, wireTask } from './wire-tasks'

const MINUTE = 60_000
/** What a file may stumble over. */
const TEXTS = [
  'plain',
  'comma, "quotes" and; semicolon',
  '=HYPERLINK("http://evil.example")',
  'a|pipe and a \\ backslash',
  '<b>markup</b> & more',
  '导入失败：语法错误',
]

function tasksOf(place: number): WireTask[] {
  return Array.from({ length: 90 }, (_, index) =>
    wireTask(
      index + 1,
      { startsAt: NEW_YEAR + index * 9 * MINUTE + place * 1_000, seconds: 5 + ((index * 37) % 90) * 61 + place },
      {
        Type: index % 5 === 0 ? 7 : 3,
        Status: index % 3 === 0 ? 3 : 2,
        Message: TEXTS[index % TEXTS.length],
        Progress: index,
        InstanceIds: [`cdb-${String(index).padStart(8, 'x')}`, ...(index % 4 === 0 ? ['cdb-second00'] : [])],
        Data: [{ FileName: `night,${index}.sql`, Database: 'orders' }],
      },
    ),
  )
}

test.beforeEach(({ cloud }) => serveOnly(cloud, { 'ap-guangzhou': tasksOf(0), 'ap-beijing': tasksOf(1) }))

async function download(page: Page, format: 'CSV' | 'NDJSON' | 'Markdown'): Promise<{ name: string; text: string }> {
  await page.locator('summary').filter({ hasText: 'Export' }).click()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: format, exact: true }).click(),
  ])
  await page.keyboard.press('Escape')
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') }
}

/** RFC 4180, as strict as it is written. */
function readCsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  const cell = /("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/y
  while (cell.lastIndex < text.length) {
    const at = cell.lastIndex
    const [, value = '', end] = cell.exec(text) ?? []
    if (end === undefined) throw new Error(`no cell at ${at}: ${text.slice(at, at + 60)}`)
    row.push(value.startsWith('"') ? value.slice(1, -1).replaceAll('""', '"') : value)
    if (end === ',') continue
    rows.push(row)
    row = []
  }
  return rows
}

/** The cells of a row of a table as a renderer reads them. */
function readMarkdownRow(line: string): string[] {
  return line
    .slice(2, -2)
    .split(' | ')
    .map((cell) =>
      cell
        .replaceAll(/\\([\\`*_~|[\]$.:])/g, '$1')
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&amp;', '&'),
    )
}

const statuses: Record<string, string> = messages.taskStatus
const types: Record<string, string> = messages.taskType
const regions: Record<string, string> = { 'ap-guangzhou': 'Guangzhou', 'ap-beijing': 'Beijing' }

const placeOf = ({ key }: SeenRow) => {
  const [account = '', region = '', job = ''] = key.split('/')
  return { account, region, job }
}

/** As the address and the BFF write it. */
const utcOf = (beijing = '') => new Date(`${beijing.replace(' ', 'T')}+08:00`).toISOString().replace('.000', '')

/** A filtered, sorted list of more than one page, as the table shows it over all of them. */
async function openList(page: Page) {
  const range = ownRange()
  await page.goto(`/tasks?${range}&type=import-data&sort=-duration&size=50`)
  await expect(page.getByText('144 tasks', { exact: true })).toBeVisible(onceRead)
  await page.getByRole('button', { name: 'Pause' }).click()
  const rows = await readRowsOfAllPages(page)
  expect(rows).toHaveLength(144)
  return { rows, range }
}

const ASKED = 'type=import-data'

test('CSV: row by row what the table shows over all its pages, and the question before them', async ({ page, app }) => {
  const { rows, range } = await openList(page)
  const { name, text } = await download(page, 'CSV')
  expect(name).toMatch(/^cdb-tasks-\d{8}T\d{6}Z\.csv$/)
  expect(text.startsWith('\ufeff# Written by cdb-tasks at ')).toBe(true)
  const lines = readCsv(text.slice(1))
  const names = lines.findIndex(([first = '']) => !first.startsWith('# '))
  const head = lines.slice(0, names).map(([line]) => line)
  expect(head[0]).toContain('Tasks: 144. Scopes: 6.')
  expect(head[1]).toBe(`# Asked: ${ASKED}&${range}&sort=-duration`)
  expect(head.at(-1)).toBe(`# Address: ${app.url}/tasks?${ASKED}&${range}&sort=-duration`)
  const columns = lines[names] ?? []
  const read = lines.slice(names + 1).map((cells) => {
    expect(cells).toHaveLength(columns.length)
    return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']))
  })
  const instance = ({ instanceIds = '' }: Record<string, string>) => {
    const [first, ...others] = instanceIds.split(' ')
    return others.length > 0 ? `${first}+${others.length}` : first
  }
  expect(
    read.map((task) => ({
      key: `${task.account}/${task.region}/${task.jobId}`,
      Region: regions[task.region ?? ''],
      Job: task.jobId,
      Status: statuses[task.status ?? ''],
      Type: types[task.type ?? ''],
      Instance: instance(task),
      // A spreadsheet must not take it for a formula.
      Message: task.reason?.replace(/^'(?==)/, ''),
      'Started (Beijing)': task.startedAtBeijing,
      Progress: `${task.progressPercent}%`,
    })),
  ).toEqual(rows.map(({ Duration: _, ...row }) => ({ ...row })))
  expect(read.some(({ reason }) => reason?.startsWith("'=HYPERLINK"))).toBe(true)
  const seconds = read.map(({ durationSeconds }) => Number(durationSeconds))
  expect(seconds).toEqual(seconds.toSorted((a, b) => b - a))
})

test('NDJSON: the same rows, each the task as the BFF gives it', async ({ page, request }) => {
  const { rows, range } = await openList(page)
  const { name, text } = await download(page, 'NDJSON')
  expect(name).toMatch(/\.ndjson$/)
  const [head, ...tasks] = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(head).toMatchObject({ kind: 'head', whole: true, missing: [], rowCount: 144 })
  expect(head.search).toMatchObject({ type: ['import-data'], sort: { field: 'duration', descending: true } })
  expect(head.coverage.scopes).toHaveLength(6)
  expect(tasks.map(({ key }) => key)).toEqual(rows.map(({ key }) => key))
  expect(
    tasks.map(({ status, type, startedAt, progressPercent }) => [status, type, startedAt, progressPercent]),
  ).toEqual(
    rows.map((row) => [
      Object.keys(statuses).find((slug) => statuses[slug] === row.Status),
      Object.keys(types).find((slug) => types[slug] === row.Type),
      utcOf(row['Started (Beijing)']),
      Number.parseInt(row.Progress ?? '', 10),
    ]),
  )
  const listed = await (await request.get(`/api/tasks?${range}&type=import-data&sort=-duration&size=100`)).json()
  expect(tasks.slice(0, 100).map(({ kind: _, ...task }) => task)).toEqual(listed.tasks)
})

test('Markdown: the same rows, each job a link to its task', async ({ page, app }) => {
  const { rows, range } = await openList(page)
  const { name, text } = await download(page, 'Markdown')
  expect(name).toMatch(/\.md$/)
  expect(text).toContain('Tasks: 144. Scopes: 6.')
  expect(text).toContain(`- [The same list](${app.url}/tasks?${ASKED}&${range}&sort=-duration)`)
  const [names = '', , ...lines] = text.split('\n').filter((line) => line.startsWith('| '))
  const columns = readMarkdownRow(names)
  const read = lines.map((line) => {
    const cells = readMarkdownRow(line)
    expect(cells, line).toHaveLength(columns.length)
    return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']))
  })
  expect(
    read.map((task) => ({
      place: task['Account / region'],
      status: statuses[task.Status ?? ''],
      type: types[task.Type ?? ''],
      reason: task.Reason,
      started: task['Started (Beijing)'],
      duration: task.Duration,
    })),
  ).toEqual(
    rows.map((row) => ({
      place: `${placeOf(row).account} / ${placeOf(row).region}`,
      status: row.Status,
      type: row.Type,
      reason: row.Message,
      started: row['Started (Beijing)'],
      duration: row.Duration,
    })),
  )
  for (const [index, row] of rows.entries()) {
    const { account, region, job } = placeOf(row)
    const start = utcOf(row['Started (Beijing)'])
    expect(read[index]?.Job).toBe(`[${job}](${app.url}/tasks/${account}/${region}/${job}?start=${start})`)
  }
  await page.goto(/\((.+)\)/.exec(read[0]?.Job ?? '')?.[1] ?? 'no link')
  await expect(page.getByRole('heading', { level: 1 })).toContainText(` · ${placeOf(rows[0] ?? { key: '' }).job}`)
})

test('with one region down each file says so first, and has the rows of the others', async ({ page, cloud }) => {
  await cloud.fault({ kind: 'error', code: 'InternalError.DesError', message: 'x', region: 'ap-beijing' })
  await page.goto(`/tasks?${ownRange()}`)
  await expect(page.getByText('5 of 6 regions')).toBeVisible(onceRead)
  for (const [format, first] of [
    ['CSV', '\ufeff# NOT WHOLE: rows are missing or old in 1 of 6 scopes.'],
    ['Markdown', '- NOT WHOLE: rows are missing or old in 1 of 6 scopes.'],
  ] as const) {
    const { text } = await download(page, format)
    const [line, missing] = text.split(/\r?\n/)
    expect(line).toBe(first)
    expect(missing).toContain('default ap-beijing: failed; nothing of it is here.')
    expect(missing).toContain('InternalError.DesError')
    expect(missing).toMatch(/RequestId [0-9a-f-]{36}/)
    expect(text).toContain('Tasks: 90. Scopes: 6.')
  }
  const { text } = await download(page, 'NDJSON')
  const [head, ...tasks] = text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(head).toMatchObject({ whole: false, rowCount: 90 })
  expect(head.missing[1]).toContain('InternalError.DesError')
  expect(new Set(tasks.map(({ region }) => region))).toEqual(new Set(['ap-guangzhou']))
})
