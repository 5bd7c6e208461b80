import type { Json } from '@/lib/json'
import { remembered } from '@/lib/remembered'
import type { Task } from './task'
import { someInPayload, wordingsOf } from './text-query-keys'

/** On no keyboard, so that nothing is found across the border of two values. */
const BORDER = '\0'

/** Whatever of a task a reader sees as text, once each and in lower case. */
export const searchableText = remembered((task: Task) => [...textsOf(task)].join(BORDER).toLowerCase())

function textsOf(task: Task): Set<string> {
  const { key, type, typeWire, status, statusWire, instanceIds, code, asyncRequestId, message, attachments } = task
  const texts = new Set<string>()
  const add = (value: Json) => {
    if (typeof value === 'string') texts.add(value)
    else if (typeof value === 'number') texts.add(String(value))
  }
  // The key is made of account, region and job id.
  for (const value of [key, type, typeWire, status, statusWire, ...instanceIds, code, asyncRequestId]) add(value)
  for (const wording of wordingsOf(message)) add(wording)
  for (const attachment of attachments) {
    add(attachment.key)
    add(attachment.value)
  }
  someInPayload(task.payload, (value, name) => {
    add(name)
    for (const text of name === 'Message' ? wordingsOf(value) : [value]) add(text)
    return false
  })
  texts.delete('')
  return texts
}
