import { describe, expect, it } from 'vitest'
import { taskStatusSlugs } from '@/lib/tasks/task-status'
import { taskTypeSlugs } from '@/lib/tasks/task-types'
import en from './en.json'
import zh from './zh-CN.json'

type Messages = { [key: string]: string | Messages }

function pathsOf(messages: Messages, path = ''): [string, string][] {
  return Object.entries(messages).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : pathsOf(value, `${path}${key}.`),
  )
}

const english = new Map(pathsOf(en))
const chinese = new Map(pathsOf(zh))

describe('the messages', () => {
  it('are there in both languages, none empty', () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort())
    for (const text of [...english.values(), ...chinese.values()]) expect(text.trim()).not.toBe('')
  })

  it('take the same values in both languages', () => {
    const valuesOf = (text: string) =>
      [
        ...new Set([...text.replaceAll(/(=\d+|one|other) \{/g, '(').matchAll(/\{(\w+)[,}]/g)].map(([, name]) => name)),
      ].sort()
    for (const [path, text] of english)
      expect([path, valuesOf(chinese.get(path) ?? '')]).toEqual([path, valuesOf(text)])
  })

  it('name every type and status', () => {
    for (const slug of [...taskTypeSlugs, 'unknown']) expect(english.has(`taskType.${slug}`)).toBe(true)
    for (const slug of [...taskStatusSlugs, 'unknown']) expect(english.has(`taskStatus.${slug}`)).toBe(true)
  })
})
