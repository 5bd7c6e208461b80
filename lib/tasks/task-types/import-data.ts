import { describeItems, details } from '../payload/describe-items'
import { instanceField, readFields } from '../payload/fields'
import { toMono, toQuantity } from '../payload/values'
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
        ]),
        ...instanceField(item),
      ]),
    ),
} as const satisfies TaskTypeDefinition
