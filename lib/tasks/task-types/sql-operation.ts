import { describeItems, details } from '../payload/describe-items'
import { instanceField, readFields } from '../payload/fields'
import { failedItemsFirst, resultTable, toOutcome } from '../payload/outcome'
import type { PayloadReader } from '../payload/payload-reader'
import { toMono, toText, toTime } from '../payload/values'
import type { TaskTypeDefinition } from './definition'

export const sqlOperation = {
  code: 2,
  wire: 'SQL OPERATION',
  describePayload: (payload) =>
    describeItems(failedItemsFirst(payload), (item, heading) => [
      ...details(heading('sqlOperation'), [
        ...instanceField(item),
        ...readFields(item, [
          ['Code', 'code', toMono],
          ['Message', 'message', toText],
          ['StartTime', 'started', toTime],
          ['EndTime', 'ended', toTime],
        ]),
      ]),
      ...resultTable(
        heading('databases'),
        [{ key: 'database' }, { key: 'code' }, { key: 'message' }],
        item.takeRows('Databases').map(readDatabase),
      ),
    ]),
} as const satisfies TaskTypeDefinition

function readDatabase(row: PayloadReader) {
  const code = row.take('Code')
  return {
    outcome: toOutcome(code),
    cells: [toMono(row.take('Database')), toMono(code), toText(row.take('Message'))],
  }
}
