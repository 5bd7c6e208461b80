import 'server-only'
import type { z } from 'zod'

const KINDS: Record<string, string> = {
  array: 'a list',
  object: 'a group of names and values',
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
}

/** What is wrong with a value of a file, of which nothing is quoted. A schema's own words stand before these. */
export function inOwnWords(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return mustBe(issue.input, KINDS[issue.expected])
    case 'invalid_value':
      return mustBe(
        issue.input,
        issue.values.length > 1 ? `one of ${issue.values.join(', ')}` : String(issue.values[0]),
      )
    case 'too_big':
      return `must not be ${sizeOf(issue.origin, 'more', issue.maximum)}`
    case 'too_small':
      return `must not be ${issue.minimum === 1 && issue.origin !== 'number' ? 'empty' : sizeOf(issue.origin, 'less', issue.minimum)}`
    default:
      return mustBe(issue.input)
  }
}

/** The words of what may be one of several forms. */
export function wants(what: string): (issue: { input: unknown }) => string {
  return ({ input }) => mustBe(input, what)
}

function mustBe(input: unknown, what?: string): string {
  const wanted = what === undefined ? '' : `, and must be ${what}`
  if (input === undefined) return `is missing${wanted}`
  if (input === null) return `is empty${wanted}`
  return what === undefined ? 'has not the form that it must have' : `must be ${what}`
}

function sizeOf(origin: string, than: 'more' | 'less', bound: number | bigint): string {
  if (origin === 'string') return `${than === 'more' ? 'longer' : 'shorter'} than ${bound} characters`
  return origin === 'array'
    ? `${than === 'more' ? 'longer' : 'shorter'} than ${bound} entries`
    : `${than} than ${bound}`
}
