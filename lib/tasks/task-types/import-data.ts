import { describeItems, details } from '../payload/describe-items'
import { toMono, toQuantity } from '../payload/values'
import type { TaskTypeDefinition } from './definition'

export const importData = {
  code: 3,
  wire: 'IMPORT DATA',
  describePayload: (payload) =>
    describeItems(payload, (item) =>
      details({ key: 'import' }, [
        { label: { key: 'file' }, value: toMono(item.take('FileName')) },
        { label: { key: 'fileSize' }, value: toQuantity(item.take('FileSize'), 'byte') },
        { label: { key: 'database' }, value: toMono(item.take('Database')) },
        { label: { key: 'costTime' }, value: toQuantity(item.take('CostTime'), 'second') },
        { label: { key: 'instance' }, value: toMono(item.take('InstanceId')) },
      ]),
    ),
} as const satisfies TaskTypeDefinition
