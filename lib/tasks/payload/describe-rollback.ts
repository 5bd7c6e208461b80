import type { Json } from '../json'
import type { PayloadSection } from '../payload-section'
import { describeItems, details } from './describe-items'
import type { PayloadReader } from './payload-reader'
import { toMono, toQuantity, toStatus, toText, toTime } from './values'

/** Rollbacks, one instance an item: to when, how it went, and which databases and tables got which new names. */
export function describeRollback(payload: Json): PayloadSection[] {
  return describeItems(payload, (item) => [
    ...details({ key: 'rollback' }, [
      { label: { key: 'instance' }, value: toMono(item.take('InstanceId')) },
      { label: { key: 'rollbackTime' }, value: toTime(item.take('RollbackTime')) },
      { label: { key: 'status' }, value: toStatus(item.take('Status')) },
      { label: { key: 'progress' }, value: toQuantity(item.take('Progress'), 'percent') },
      { label: { key: 'code' }, value: toMono(item.take('Code')) },
      { label: { key: 'message' }, value: toText(item.take('Message')) },
    ]),
    ...databases(item),
    ...tables(item),
  ])
}

function databases(item: PayloadReader): PayloadSection[] {
  const rows = item.takeRows('Databases').map((row) => ({
    cells: [toMono(row.take('DatabaseName')), toMono(row.take('NewDatabaseName'))],
  }))
  if (rows.length === 0) return []
  return [
    {
      kind: 'table',
      title: { key: 'databases' },
      note: { key: 'count', values: { count: rows.length } },
      columns: [{ key: 'database' }, { key: 'newName' }],
      rows,
    },
  ]
}

function tables(item: PayloadReader): PayloadSection[] {
  const rows = item.takeRows('DatabaseTables').flatMap((group) => {
    const database = toMono(group.take('Database'))
    return group.takeRows('Tables').map((table) => ({
      cells: [database, toMono(table.take('TableName')), toMono(table.take('NewTableName'))],
    }))
  })
  if (rows.length === 0) return []
  return [
    {
      kind: 'table',
      title: { key: 'tables' },
      note: { key: 'count', values: { count: rows.length } },
      columns: [{ key: 'database' }, { key: 'table' }, { key: 'newName' }],
      rows,
    },
  ]
}
