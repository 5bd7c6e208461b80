import type { Task } from './task'
import { visitPayload, wordingsOf } from './text-query-values'

/** In no address and on no keyboard, so that nothing is found across the border of two values. */
const BORDER = '\0'

/** Goes when its task goes. */
const known = new WeakMap<Task, string>()

/** Whatever of a task a reader sees as text, once each and in lower case. */
export function searchableText(task: Task): string {
  const before = known.get(task)
  if (before !== undefined) return before
  const text = textsOf(task).join(BORDER).toLowerCase()
  known.set(task, text)
  return text
}

export function textsOf(task: Task): string[] {
  const { key, type, typeWire, status, statusWire, code, message, asyncRequestId, instanceIds, attachments } = task
  // The key is made of account, region and job id.
  const texts = [key, type, status]
  const add = (value: unknown) => {
    if (typeof value !== 'string' && typeof value !== 'number') return
    const text = String(value)
    if (text !== '' && !texts.includes(text)) texts.push(text)
  }
  for (const value of [typeWire, statusWire, code, asyncRequestId, ...instanceIds]) add(value)
  for (const wording of wordingsOf(message)) add(wording)
  for (const attachment of attachments) {
    add(attachment.key)
    add(attachment.value)
  }
  visitPayload(task.payload, (value, name) => {
    add(name)
    add(value)
    if (name === 'Message') for (const wording of wordingsOf(value)) add(wording)
  })
  return texts
}
