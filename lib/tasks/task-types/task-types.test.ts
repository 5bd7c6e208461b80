import { describe, expect, it } from 'vitest'
import { taskTypeSlugs, taskTypes, toTaskType } from '.'

describe('the registry of task types', () => {
  it('is keyed by the wire name in kebab-case', () => {
    for (const slug of taskTypeSlugs) expect(slug).toBe(taskTypes[slug].wire.toLowerCase().replaceAll(' ', '-'))
  })

  it('has the twelve documented codes, each once', () => {
    const codes = taskTypeSlugs.map((slug) => taskTypes[slug].code)
    expect(codes.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13])
  })

  it('reads slug, integer and wire name', () => {
    for (const slug of taskTypeSlugs) {
      expect(toTaskType(slug)).toBe(slug)
      expect(toTaskType(taskTypes[slug].code)).toBe(slug)
      expect(toTaskType(taskTypes[slug].wire)).toBe(slug)
    }
  })

  it.each([4, 14, '', 'CLONE INSTANCE', 'constructor'])('does not know %j', (text) => {
    expect(toTaskType(text)).toBeNull()
  })
})
