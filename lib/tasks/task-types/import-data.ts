import { describeItems, details } from '../payload/describe-items'
import { instanceField, readFields } from '../payload/fields'
import { toMono, toQuantity, toStatus, toText, toTime } from '../payload/values'
import type { TaskTypeDefinition } from './definition'

export const importData = {
  code: 3,
  wire: 'IMPORT DATA',
  describePayload: (payload) =>
    describeItems(payload, (item) =>
      details({ key: 'import' }, [
        ...readFields(item, [
          ['FileName', 'file', toMono],
          ['FileSize', 'fileSize', (value) => toQuantity(value, 'byte')],
          ['Database', 'database', toMono],
          ['CostTime', 'costTime', (value) => toQuantity(value, 'second')],
          // From here on of its record, which `Data` never had.
          ['Status', 'status', toStatus],
          ['Process', 'progress', (value) => toQuantity(value, 'percent')],
          ['Code', 'code', toMono],
          ['Message', 'message', toText],
          ['CreateTime', 'created', toTime],
          ['WorkId', 'workId', toMono],
          ['AsyncRequestId', 'asyncRequestId', toMono],
          ['RecordInstanceId', 'internalInstanceId', toMono],
        ]),
        ...instanceField(item),
      ]),
    ),
} as const satisfies TaskTypeDefinition
