import { reasonOf } from '../failure/reason-of'
import type { Task } from '../task'
import { toBeijingTime } from './beijing-time'
import type { TaskExport } from './export-head'
import { headInWords, withoutCommas } from './head-in-words'

type Cell = string | number | null

const COLUMNS: [name: string, cell: (task: Task) => Cell][] = [
  ['account', ({ account }) => account],
  ['region', ({ region }) => region],
  ['jobId', ({ jobId }) => jobId],
  ['type', ({ type }) => type],
  ['typeWire', ({ typeWire }) => typeWire],
  ['status', ({ status }) => status],
  ['statusWire', ({ statusWire }) => statusWire],
  ['instanceIds', ({ instanceIds }) => instanceIds.join(' ')],
  ['startedAt', ({ startedAt }) => startedAt],
  ['endedAt', ({ endedAt }) => endedAt],
  ['startedAtBeijing', ({ startedAt }) => toBeijingTime(startedAt)],
  ['endedAtBeijing', ({ endedAt }) => toBeijingTime(endedAt)],
  ['durationSeconds', ({ durationSeconds }) => durationSeconds],
  ['progressPercent', ({ progressPercent }) => progressPercent],
  ['code', ({ code }) => code],
  ['reason', reasonOf],
  ['message', ({ message }) => message],
  ['asyncRequestId', ({ asyncRequestId }) => asyncRequestId],
  ['attachments', ({ attachments }) => attachments.map(({ key, value }) => `${key}=${value}`).join('; ')],
  ['payload', ({ payload }) => (payload === null ? null : JSON.stringify(payload))],
]

/** What a spreadsheet may take for a formula, whatever stands invisibly before it; `=` and the like of full width too. */
const FORMULA = /^(?:[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|\p{Cc})/u

/**
 * RFC 4180 with a byte order mark for Excel. First come rows of one cell that begins with `# `, unquoted, for whoever
 * skips comments; then the names of the columns.
 */
export function* toCsv({ head, tasks }: TaskExport): Generator<string> {
  const comments = [...headInWords(head), `Address: ${withoutCommas(head.address)}`]
  yield `\ufeff${comments.map((line) => toRow([toComment(line)])).join('')}`
  yield toRow(COLUMNS.map(([name]) => name))
  for (const task of tasks) yield toRow(COLUMNS.map(([, cell]) => toCell(cell(task))))
}

function toRow(cells: string[]): string {
  return `${cells.join(',')}\r\n`
}

/** Numbers are our own and stay numbers; a text is never more than a text. */
function toCell(value: Cell): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  const harmless = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n\t#;]|^\s|\s$/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** One cell without quotes, so that the row begins with its mark. */
function toComment(line: string): string {
  return `# ${line
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll('"', "'")
    .replaceAll(',', ';')}`
}
