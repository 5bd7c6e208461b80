import { toBeijingTime } from './export/beijing-time'
import { escaped, link, toRow } from './export/markdown-text'
import { readMessage } from './failure/read-message'
import { failureTextOf } from './failure/failure-text'
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
}

interface HandOver {
  words: HandOverWords
  /** Of the task alone, absolute. */
  address: string
  runbooks: string[]
  /** Of the reading that the task came with; null where it is not known. */
  requestId: string | null
}

const LONGEST_LINE = 1_000

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
  const command = describeTaskCommand(task)
  const fence = '`'.repeat(Math.max(3, ...[...command.matchAll(/`+/g)].map(([run]) => run.length + 1)))
  return [
    `## ${escaped(words.title)}\n\n`,
    toRow([label('fact'), label('value')].map(escaped)),
    toRow(['---', '---']),
    ...facts.flatMap(([name, value]) => (value ? toRow([label(name), value].map(escaped)) : [])),
    ...runbooks.map((runbook) => toRow([escaped(label('runbooks')), link(runbook, runbook)])),
    `\n${link(label('openPage'), address)}\n\n`,
    `${fence}sh\n${command}\n${fence}\n`,
  ].join('')
}

/** The first line of the message; more of a failed task. */
function failureFacts(task: Task, { cause, check }: HandOverWords): [name: Label, value: string | null][] {
  const failed = task.status === 'failed'
  const text = failed ? failureTextOf(task) : task.message
  const { headline, mysql } = readMessage(text ?? '')
  const number = failed && mysql ? [mysql.code, task.failure?.mysqlError].filter(Boolean).join(' · ') : null
  return [
    ['message', headline.length > LONGEST_LINE ? `${headline.slice(0, LONGEST_LINE)}…` : headline],
    ['mysqlCode', number],
    ['means', cause],
    ['check', check],
  ]
}

function inBothZones(time: string | null): string | null {
  return isUtcTime(time) ? `${toBeijingTime(time)} +08:00 = ${time}` : time
}
