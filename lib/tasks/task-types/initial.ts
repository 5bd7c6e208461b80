import type { Json } from '@/lib/json'
import { describeItems, details } from '../payload/describe-items'
import { instanceField, readFields } from '../payload/fields'
import { toMono, toText } from '../payload/values'
import type { Value } from '../payload-section'
import type { TaskTypeDefinition } from './definition'

export const initial = {
  code: 6,
  wire: 'INITIAL',
  describePayload: (payload) =>
    describeItems(payload, (item) =>
      details({ key: 'initialization' }, [
        ...instanceField(item),
        ...readFields(item, [
          ['Character_set_server', 'characterSet', toMono],
          ['Lower_case_table_names', 'tableNameCase', toTableNameCase],
          ['Vport', 'port', toMono],
        ]),
      ]),
    ),
} as const satisfies TaskTypeDefinition

const RULES = ['tableNameCase0', 'tableNameCase1', 'tableNameCase2'] as const

/** MySQL's lower_case_table_names, which comes as a number in quotes. */
function toTableNameCase(value: Json | undefined): Value {
  const key = RULES.find((_, number) => value === number || value === String(number))
  return key ? { kind: 'label', label: { key }, asCame: String(value) } : toText(value)
}
