import type { Json } from '@/lib/json'
import { readMysqlError } from './failure/mysql-error'
import { readMessage } from './failure/read-message'
import type { Task } from './task'

type Fits = (text: string) => boolean

/** What each key of a text query looks at, whether any of it fits. The names are those of the documented `Data`. */
export const textQueryKeys = {
  msg: (task, fits) => someMessage(task, (message) => wordingsOf(message).some(fits)),
  code: (task, fits) =>
    (task.code !== null && fits(String(task.code))) ||
    someNamed(task, (name) => name === 'Code', fits) ||
    someMessage(task, (message) => codesIn(message).some(fits)),
  db: (task, fits) => someNamed(task, (name) => DATABASE_NAMES.includes(name), fits),
  file: (task, fits) => someNamed(task, (name) => name === 'FileName', fits),
  param: (task, fits) => someNamed(task, (name, around) => name === 'Name' && around === 'Parameters', fits),
} as const satisfies Record<string, (task: Task, fits: Fits) => boolean>

const DATABASE_NAMES = ['Database', 'DatabaseName', 'NewDatabaseName']

/** Far beyond what a reply is read to (`readWireJson`): nothing of a task lies deeper. */
const DEEPEST = 500

/** A message as it came and, where that reads otherwise, as it is shown: without what stands for newlines. */
export function wordingsOf(message: Json): string[] {
  if (typeof message !== 'string') return []
  if (!/[?\r\n]/.test(message)) return [message]
  const shown = readMessage(message).lines.join(' ')
  return message.includes(shown) ? [message] : [message, shown]
}

/**
 * Looks at each value of a payload, with the name that it stands under and the name of the object around it, until one
 * is found; what stands in a list has the names of the list.
 */
export function someInPayload(
  value: Json,
  isFound: (value: Json, name: string, around: string) => boolean,
  name = '',
  around = '',
  depth = 0,
): boolean {
  if (isFound(value, name, around)) return true
  if (typeof value !== 'object' || value === null || depth === DEEPEST) return false
  if (Array.isArray(value)) return value.some((item) => someInPayload(item, isFound, name, around, depth + 1))
  return Object.keys(value).some((key) => someInPayload(value[key] ?? null, isFound, key, name, depth + 1))
}

function someNamed({ payload }: Task, isMeant: (name: string, around: string) => boolean, fits: Fits): boolean {
  return someInPayload(
    payload,
    (value, name, around) =>
      isMeant(name, around) && (typeof value === 'string' || typeof value === 'number') && fits(String(value)),
  )
}

/** The task's own message, and those of what failed inside it. */
function someMessage(task: Task, fits: Fits): boolean {
  return (task.message !== null && fits(task.message)) || someNamed(task, (name) => name === 'Message', fits)
}

/** MySQL's numbers and the platform's. */
function codesIn(message: string): string[] {
  if (!/E(?:RROR|rror) \d|ERR#/.test(message)) return []
  const { lines, platform } = readMessage(message)
  const codes = [...lines.map((line) => readMysqlError(line)?.code), platform?.code]
  return codes.flatMap((code) => (code === undefined ? [] : [String(code)]))
}
