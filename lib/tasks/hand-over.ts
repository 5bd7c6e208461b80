import { toBeijingTime } from './export/beijing-time'
import { codeBlock, plainLines } from './export/code-block'
import { escaped, link, toRow } from './export/markdown-text'
import { failureTextOf } from './failure/failure-text'
import { readMessage } from './failure/read-message'
import { realTextOf } from './failure/real-text'
import { isUtcTime, type Task } from './task'
import { describeTaskCommand } from './tccli-command'

type Label =
  | 'fact'
  | 'value'
  | 'status'
  | 'type'
  | 'instances'
  | 'region'
  | 'account'
  | 'started'
  | 'ended'
  | 'noEnd'
  | 'duration'
  | 'progress'
  | 'code'
  | 'message'
  | 'mysqlCode'
  | 'means'
  | 'check'
  | 'runbooks'
  | 'asyncRequestId'
  | 'requestId'
  | 'openPage'

/** The task in the reader's language. */
export interface HandOverWords {
  title: string
  status: string
  type: string
  region: string
  duration: string | null
  cause: string | null
  check: string | null
  label: (name: Label) => string
  /** Said below a message that was cut. */
  onlyFirst: (shown: number, total: number) => string
}

interface HandOver {
  words: HandOverWords
  /** Of the task alone, absolute. */
  address: string
  runbooks: string[]
  /** Of the reading that the task came with; null where it is not known. */
  requestId: string | null
}

const LONGEST_MESSAGE = 2_000

/** The task as Markdown, for a ticket: what it was, why it failed, and where to go on. */
export function toHandOver(task: Task, { words, address, runbooks, requestId }: HandOver): string {
  const { label } = words
  const facts: [name: Label, value: string | null][] = [
    ['status', words.status],
    ['type', words.type],
    ['instances', task.instanceIds.join(', ') || null],
    ['region', words.region === task.region ? task.region : `${words.region} (${task.region})`],
    ['account', task.account],
    ['started', inBothZones(task.startedAt)],
    ['ended', inBothZones(task.endedAt) ?? label('noEnd')],
    ['duration', words.duration],
    ['progress', typeof task.progressPercent === 'number' ? `${task.progressPercent}%` : task.progressPercent],
    ['code', task.code === null ? null : String(task.code)],
    ...failureFacts(task, words),
    ['asyncRequestId', task.asyncRequestId],
    ['requestId', requestId],
  ]
  return [
    `## ${escaped(words.title)}\n\n`,
    toRow([label('fact'), label('value')].map(escaped)),
    toRow(['---', '---']),
    ...facts.flatMap(([name, value]) => (value ? toRow([label(name), value].map(escaped)) : [])),
    ...runbooks.map((runbook) => toRow([escaped(label('runbooks')), link(runbook, runbook)])),
    messageBlock(task, words),
    `\n${link(label('openPage'), address)}\n\n`,
    codeBlock(describeTaskCommand(task), 'sh'),
  ].join('')
}

function failureFacts(task: Task, { cause, check }: HandOverWords): [name: Label, value: string | null][] {
  const { mysql } = readMessage((task.status === 'failed' && failureTextOf(task)) || '')
  return [
    ['mysqlCode', mysql && [mysql.code, task.failure?.mysqlError].filter(Boolean).join(' · ')],
    ['means', cause],
    ['check', check],
  ]
}

/** The message with all its lines, which a cell of a table cannot have. */
function messageBlock(task: Task, { label, onlyFirst }: HandOverWords): string {
  const text = plainLines(realTextOf(task) ?? '')
  if (text.trim() === '') return ''
  const shown = text.slice(0, LONGEST_MESSAGE).replace(/[\ud800-\udbff]$/, '')
  const note = shown.length < text.length ? `\n${escaped(onlyFirst(shown.length, text.length))}\n` : ''
  return `\n**${escaped(label('message'))}**\n\n${codeBlock(shown, 'text')}${note}`
}

function inBothZones(time: string | null): string | null {
  return isUtcTime(time) ? `${toBeijingTime(time)} +08:00 = ${time}` : time
}
