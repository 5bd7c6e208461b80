import type { Json } from '@/lib/json'
import type { Label, TableSection, Value } from '../payload-section'
import { isObject } from './payload-reader'
import { toNumber } from './values'

/** A code that cannot be read is neither a success nor a failure. */
export type Outcome = 'ok' | 'failed' | 'unknown'

/** Inside a payload, 0 is success and any other number a failure. */
export function toOutcome(code: Json | undefined): Outcome {
  const number = toNumber(code)
  if (number === null) return 'unknown'
  return number === 0 ? 'ok' : 'failed'
}

interface Result {
  outcome: Outcome
  cells: Value[]
}

/** One result a row, the failed first, and how many there are of each. */
export function resultTable(title: Label, columns: Label[], results: Result[]): TableSection[] {
  const failed = results.filter(({ outcome }) => outcome === 'failed')
  const others = results.filter(({ outcome }) => outcome !== 'failed')
  const ok = others.filter(({ outcome }) => outcome === 'ok')
  if (results.length === 0) return []
  return [
    {
      kind: 'table',
      title,
      note: { key: 'okAndFailed', values: { ok: ok.length, failed: failed.length } },
      columns,
      rows: [
        ...failed.map(({ cells }) => ({ tone: 'negative' as const, cells })),
        ...others.map(({ cells }) => ({ cells })),
      ],
    },
  ]
}

/** The items of a payload, those whose own `Code` is a failure first. */
export function failedItemsFirst(payload: Json): Json {
  if (!Array.isArray(payload)) return payload
  const failed = (item: Json) => isObject(item) && toOutcome(item.Code) === 'failed'
  return [...payload.filter(failed), ...payload.filter((item) => !failed(item))]
}
