import type { Json } from '@/lib/json'
import { remembered } from '@/lib/remembered'
import { readMysqlError } from './failure/mysql-error'
import { readMessage } from './failure/read-message'
import type { Task } from './task'

/** What a word of a text query can be narrowed to. */
export const textQueryKeys = ['msg', 'code', 'db', 'file', 'param'] as const

export type TextQueryKey = (typeof textQueryKeys)[number]

/** What each key looks at, in lower case; of a payload, what stands under the names of the documented `Data`. */
export const valuesByKey = remembered((task: Task): Record<TextQueryKey, string[]> => {
  const values: Record<TextQueryKey, string[]> = { msg: [], code: [], db: [], file: [], param: [] }
  const add = (key: TextQueryKey, text: string) => text && values[key].push(text.toLowerCase())
  const addMessage = (message: string) => {
    for (const wording of wordingsOf(message)) add('msg', wording)
    for (const code of codesIn(message)) add('code', code)
  }
  if (task.code !== null) add('code', String(task.code))
  if (task.message !== null) addMessage(task.message)
  someInPayload(task.payload, (value, name, around) => {
    if (typeof value !== 'string' && typeof value !== 'number') return false
    const text = String(value)
    if (name === 'Message') addMessage(text)
    else if (name === 'Code') add('code', text)
    else if (name === 'FileName') add('file', text)
    else if (DATABASE_NAMES.includes(name)) add('db', text)
    else if (name === 'Name' && around === 'Parameters') add('param', text)
    return false
  })
  return values
})

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

/** MySQL's numbers and states, and the platform's. */
function codesIn(message: string): string[] {
  if (!/\d{4}|ERR#/.test(message)) return []
  const { lines, platform } = readMessage(message)
  const errors = lines.flatMap((line) => readMysqlError(line) ?? [])
  const codes = [...errors.flatMap(({ code, sqlState }) => [code, sqlState]), platform?.code]
  return codes.flatMap((code) => (code === undefined || code === null ? [] : String(code)))
}
