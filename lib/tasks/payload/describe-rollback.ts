import type { Json } from '@/lib/json'
import type { Label, PayloadSection, TableSection } from '../payload-section'
import { describeItems, details } from './describe-items'
import { instanceField, readFields } from './fields'
import { failedItemsFirst } from './outcome'
import type { PayloadReader } from './payload-reader'
import { toMono, toQuantity, toStatus, toText, toTime } from './values'

/** Rollbacks, one instance an item: to when, how it went, and which databases and tables got which new names. */
export function describeRollback(payload: Json): PayloadSection[] {
  return describeItems(failedItemsFirst(payload), (item, heading) => [
    ...details(heading('rollback'), [
      ...instanceField(item),
      ...readFields(item, [
        ['RollbackTime', 'rollbackTime', toTime],
        ['Strategy', 'strategy', toText],
        ['Status', 'status', toStatus],
        ['Progress', 'progress', (value) => toQuantity(value, 'percent')],
        ['Code', 'code', toMono],
        ['Message', 'message', toText],
        ['StartTime', 'started', toTime],
        ['EndTime', 'ended', toTime],
      ]),
    ]),
    ...counted(heading('databases'), [{ key: 'database' }, { key: 'newName' }], databases(item)),
    ...counted(heading('tables'), [{ key: 'database' }, { key: 'table' }, { key: 'newName' }], tables(item)),
  ])
}

function databases(item: PayloadReader): TableSection['rows'] {
  return item.takeRows('Databases').map((row) => ({
    cells: [toMono(row.take('DatabaseName')), toMono(row.take('NewDatabaseName'))],
  }))
}

/** Grouped by database as they came; a database without tables keeps a row of its own. */
function tables(item: PayloadReader): TableSection['rows'] {
  return item.takeRows('DatabaseTables').flatMap((group) => {
    const database = toMono(group.take('Database'))
    const rows = group.takeRows('Tables').map((table) => ({
      cells: [database, toMono(table.take('TableName')), toMono(table.take('NewTableName'))],
    }))
    return rows.length > 0 ? rows : [{ cells: [database, toMono(null), toMono(null)] }]
  })
}

function counted(title: Label, columns: Label[], rows: TableSection['rows']): TableSection[] {
  if (rows.length === 0) return []
  return [{ kind: 'table', title, note: { key: 'count', values: { count: rows.length } }, columns, rows }]
}
