import type { Json } from '@/lib/json'
import { isObject } from '../payload/payload-reader'
import { toText } from '../payload/values'
import type { Field, JsonSection, PayloadSection, TableSection, Value } from '../payload-section'

/**
 * A section as names and values. A command is left out, since it is made of the rest, and so is when a row was changed,
 * which follows from when its task ran.
 */
export function toFields(section: PayloadSection, keyColumns: number): Field[] {
  switch (section.kind) {
    case 'details':
      return section.fields.filter(({ value }) => value.kind !== 'command')
    case 'changes':
      return section.changes.map(({ label, before, after, changed }) => ({
        label,
        value: became(before, after, changed),
      }))
    case 'table':
      return section.rows.map(({ cells }) => toRow(section, cells, keyColumns))
    case 'json':
      return jsonFields(section)
  }
}

function became(before: Value, after: Value, changed: boolean): Value {
  if (changed) return { kind: 'change', before, after }
  return after.kind === 'absent' ? after : { kind: 'change', before: null, after }
}

/** An object by its keys, a list by its places and their keys; all else as one. */
function jsonFields({ title, value }: JsonSection): Field[] {
  const fieldsOf = (object: Record<string, Json>, place: string) =>
    Object.entries(object).map(([key, one]) => ({ label: { text: place + key }, value: toText(one, 'mono') }))
  if (isObject(value)) return fieldsOf(value, '')
  if (!Array.isArray(value) || value.length === 0) return [{ label: title, value: { kind: 'json', value } }]
  return value.flatMap((item, index) =>
    isObject(item) ? fieldsOf(item, `${index}.`) : [{ label: { text: `${index}` }, value: toText(item, 'mono') }],
  )
}

function toRow({ columns }: TableSection, cells: Value[], keyColumns: number): Field {
  const told = columns.flatMap((label, index): Field[] => {
    const value = cells[index]
    const says = value !== undefined && index >= keyColumns && value.kind !== 'absent' && value.kind !== 'time'
    return says ? [{ label, value }] : []
  })
  const label = { text: nameOf(cells, keyColumns) }
  return { label, value: told.length > 0 ? { kind: 'fields', fields: told } : (cells[0] ?? { kind: 'absent' }) }
}

/** How many of the first columns tell every row of both tables apart; one where all of them do not. */
export function keyColumnsOf(tables: TableSection[]): number {
  const most = Math.min(...tables.map(({ columns }) => columns.length)) - 1
  for (let count = 1; count <= most; count++) if (tables.every((table) => tellsApart(table, count))) return count
  return 1
}

function tellsApart({ rows }: TableSection, count: number): boolean {
  return new Set(rows.map(({ cells }) => nameOf(cells, count))).size === rows.length
}

function nameOf(cells: Value[], keyColumns: number): string {
  return cells.slice(0, keyColumns).map(wordOf).join('.') || '—'
}

function wordOf(value: Value): string {
  if (value.kind === 'text' || value.kind === 'mono') return value.text
  return value.kind === 'absent' ? '—' : value.kind
}
