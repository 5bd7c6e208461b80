import { isObject } from '../payload/payload-reader'
import { toText } from '../payload/values'
import type { Field, PayloadSection, TableSection, Value } from '../payload-section'

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
        value: { kind: 'change', before: changed ? before : null, after },
      }))
    case 'table':
      return section.rows.map(({ cells }) => toRow(section, cells, keyColumns))
    case 'json':
      return isObject(section.value)
        ? Object.entries(section.value).map(([key, value]) => ({ label: { text: key }, value: toText(value, 'mono') }))
        : [{ label: section.title, value: { kind: 'json', value: section.value } }]
  }
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
