import { durationParts } from '@/lib/format/duration'
import { reasonOf } from '../failure/reason-of'
import type { Task } from '../task'
import { locatorOf, taskPermalink } from '../task-locator'
import { toBeijingTime } from './beijing-time'
import type { TaskExport } from './export-head'
import { headInWords } from './head-in-words'
import { escaped, link, toRow } from './markdown-text'

const COLUMNS: [name: string, cell: (task: Task, baseUrl: string) => string][] = [
  ['Status', ({ status, statusWire }) => escaped(status === 'unknown' ? String(statusWire ?? status) : status)],
  ['Type', ({ type, typeWire }) => escaped(type === 'unknown' ? String(typeWire ?? type) : type)],
  ['Instance', ({ instanceIds }) => escaped(instanceIds.join(' '))],
  ['Reason', (task) => escaped(reasonOf(task) ?? '')],
  ['Started (Beijing)', ({ startedAt }) => escaped(toBeijingTime(startedAt) ?? startedAt ?? '')],
  ['Duration', ({ durationSeconds }) => inUnits(durationSeconds)],
  ['Account / region', ({ account, region }) => escaped(`${account} / ${region}`)],
  ['Job', (task, baseUrl) => link(task.jobId, `${baseUrl}${taskPermalink(locatorOf(task))}`)],
]

/** For a ticket: a short list, then a table as GitHub and GitLab read it. */
export function* toMarkdown({ head, tasks }: TaskExport): Generator<string> {
  yield headInWords(head)
    .map((line) => `- ${escaped(line)}\n`)
    .join('')
  yield `- ${link(head.besidesAddress === 0 ? 'The same list' : 'Of these, those that started in the range', head.address)}\n\n`
  yield toRow(COLUMNS.map(([name]) => name))
  yield toRow(COLUMNS.map(() => '---'))
  for (const task of tasks) yield toRow(COLUMNS.map(([, cell]) => cell(task, head.baseUrl)))
}

const UNITS = { day: 'd', hour: 'h', minute: 'min', second: 's' }

function inUnits(seconds: number | null): string {
  if (seconds === null) return ''
  return durationParts(seconds)
    .map(({ n, unit }) => `${n} ${UNITS[unit]}`)
    .join(' ')
}
