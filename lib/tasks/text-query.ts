import type { Task } from './task'
import { searchableText } from './text-query-haystack'
import { type TextQueryKey, textQueryKeys, valuesByKey } from './text-query-keys'

interface Term {
  /** Narrows the word to one kind of value, as in `db:orders`. */
  key: TextQueryKey | null
  /** In lower case. With a key it may be empty: then any value of that kind will do. */
  text: string
  excluded: boolean
}

/** Every term must hold. */
export type TextQuery = readonly Term[]

/**
 * `-`, a key and its colon, then a phrase in quotes or a word. A quote closes at the end of a word only, so that those
 * within a word belong to it; one that is left open takes the rest. The colon and the quotes may be those of a Chinese
 * keyboard.
 */
const TERM = new RegExp(
  String.raw`(-?)(?:(${textQueryKeys.join('|')})[:：])?(?:["“”](.*?)(?:["“”](?=\s|$)|$)|(\S+)|(?=\s|$))`,
  'gis',
)

/** Reads what a person typed: words that must all be there, in any case of letters. Every text means something. */
export function readTextQuery(text: string): TextQuery {
  return [...text.matchAll(TERM)]
    .map(([, minus, key, phrase, word]) => ({
      // Safe: the pattern admits these keys only.
      key: (key?.toLowerCase() as TextQueryKey | undefined) ?? null,
      text: (phrase ?? word ?? '').toLowerCase(),
      excluded: minus === '-',
    }))
    .filter((term) => term.text !== '' || term.key !== null)
}

export function matchesText(task: Task, query: TextQuery): boolean {
  if (query.length === 0) return true
  const haystack = searchableText(task)
  return query.every((term) => (haystack.includes(term.text) && isUnderKey(task, term)) !== term.excluded)
}

/** A number is a code as a whole: 106 is not a part of 1062. */
function isUnderKey(task: Task, { key, text }: Term): boolean {
  if (key === null) return true
  const values = valuesByKey(task)[key]
  return key === 'code' && /^-?\d+$/.test(text) ? values.includes(text) : values.some((value) => value.includes(text))
}
