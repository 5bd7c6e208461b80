import type { Json } from '@/lib/json'
import type { Tone } from '@/lib/tone'
import type { PayloadLabel } from './payload-label'

/** What a task type makes of its payload: data for one drawing, never markup. */
export type PayloadSection = DetailsSection | TableSection | ChangesSection | JsonSection

interface SectionHead {
  title: Label
  /** A second line under the title: a count, or a fact about the whole section. */
  note?: Label
}

export interface DetailsSection extends SectionHead {
  kind: 'details'
  fields: Field[]
}

export interface TableSection extends SectionHead {
  kind: 'table'
  columns: Label[]
  rows: { tone?: Tone; cells: Value[] }[]
}

export interface ChangesSection extends SectionHead {
  kind: 'changes'
  /** Drawn changed first; the unchanged are folded. */
  changes: Change[]
}

export interface JsonSection extends SectionHead {
  kind: 'json'
  value: Json
}

export interface Field {
  label: Label
  value: Value
}

export interface Change {
  label: Label
  before: Value
  after: Value
  changed: boolean
  /** Only between two numbers of one unit; `ratio` is null where there was nothing before. */
  difference?: { by: number; ratio: number | null }
  /** Where only one side has the field at all, which side that is. */
  onlyIn?: 'before' | 'after'
}

/** A message key with its values, or `{ text }` for a name that came from the cloud. */
export type Label = { key: PayloadLabel; values?: Record<string, string | number> } | { text: string }

/** A value by its meaning; how it looks in a language and a zone is the drawing's business. */
export type Value =
  | { kind: 'text'; text: string }
  | { kind: 'mono'; text: string }
  | { kind: 'quantity'; amount: number; unit: 'MB' | 'GB' | 'byte' | 'second' | 'percent' }
  /** UTC, ISO 8601 ending in `Z`. */
  | { kind: 'time'; at: string }
  | { kind: 'zone'; zoneId: number }
  /** `asCame` stands behind the words, so that nothing is hidden by a translation. */
  | { kind: 'label'; label: Label; asCame?: string }
  | { kind: 'status'; asCame: string }
  | { kind: 'type'; asCame: string }
  | { kind: 'region'; region: string }
  /** A command to copy; the product never runs one. */
  | { kind: 'command'; text: string }
  | { kind: 'json'; value: Json }
  /** What something was and became; `before` is null where it stayed as it was. */
  | { kind: 'change'; before: Value | null; after: Value }
  /** A row of a table, each cell under the name of its column. */
  | { kind: 'fields'; fields: Field[] }
  | { kind: 'absent' }
