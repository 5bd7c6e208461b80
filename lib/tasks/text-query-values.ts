import type { Json } from '@/lib/json'
import { readMysqlError } from './failure/mysql-error'
import { readMessage } from './failure/read-message'
import type { Task } from './task'

/** What each key of a text query looks at. The names are those of the documented `Data`. */
export const valuesUnder = {
  msg: (task) => messagesOf(task).flatMap(wordingsOf),
  code: (task) => [
    ...(task.code === null ? [] : [String(task.code)]),
    ...messagesOf(task).flatMap(codesIn),
    ...payloadValues(task, (name) => name === 'Code'),
  ],
  db: (task) => payloadValues(task, (name) => DATABASE_NAMES.includes(name)),
  file: (task) => payloadValues(task, (name) => name === 'FileName'),
  param: (task) => payloadValues(task, (name, list) => name === 'Name' && list === 'Parameters'),
} as const satisfies Record<string, (task: Task) => string[]>

const DATABASE_NAMES = ['Database', 'DatabaseName', 'NewDatabaseName']

/** A message as it came and, where that reads otherwise, as it is shown: without what stands for newlines. */
export function wordingsOf(message: Json): string[] {
  if (typeof message !== 'string' || message === '') return []
  if (!/[?\r\n]/.test(message)) return [message]
  const shown = readMessage(message).lines.join(' ')
  return message.includes(shown) ? [message] : [message, shown]
}

/**
 * Calls back for everything in a payload: the value, the name that it stands under, and the name of the object around
 * it. What stands in a list has the names of the list. However deep the payload is, the stack is not.
 */
export function visitPayload(payload: Json, visit: (value: Json, name: string, around: string) => void): void {
  const open = [{ value: payload, name: '', around: '' }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, name, around } = next
    visit(value, name, around)
    if (typeof value !== 'object' || value === null) continue
    if (Array.isArray(value)) for (const item of value) open.push({ value: item, name, around })
    else for (const [key, item] of Object.entries(value)) open.push({ value: item, name: key, around: name })
  }
}

/** The task's own, and those of what failed inside it. */
function messagesOf(task: Task): string[] {
  return [...(task.message === null ? [] : [task.message]), ...payloadValues(task, (name) => name === 'Message')]
}

/** MySQL's numbers and the platform's. */
function codesIn(message: string): string[] {
  const { lines, platform } = readMessage(message)
  const codes = [...lines.map((line) => readMysqlError(line)?.code), platform?.code]
  return codes.flatMap((code) => (code === undefined ? [] : [String(code)]))
}

function payloadValues({ payload }: Task, isMeant: (name: string, around: string) => boolean): string[] {
  const values: string[] = []
  visitPayload(payload, (value, name, around) => {
    if ((typeof value === 'string' || typeof value === 'number') && isMeant(name, around)) values.push(String(value))
  })
  return values
}
