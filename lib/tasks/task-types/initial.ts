import type { Json } from '../json'
import { describeItems, details } from '../payload/describe-items'
import { toMono, toText } from '../payload/values'
import type { Value } from '../payload-section'
import type { TaskTypeDefinition } from './definition'

export const initial = {
  code: 6,
  wire: 'INITIAL',
  describePayload: (payload) =>
    describeItems(payload, (item) =>
      details({ key: 'initialization' }, [
        { label: { key: 'instance' }, value: toMono(item.take('InstanceId')) },
        { label: { key: 'characterSet' }, value: toMono(item.take('Character_set_server')) },
        { label: { key: 'tableNameCase' }, value: toTableNameCase(item.take('Lower_case_table_names')) },
        { label: { key: 'port' }, value: toMono(item.take('Vport')) },
      ]),
    ),
} as const satisfies TaskTypeDefinition

const RULES = { '0': 'tableNameCase0', '1': 'tableNameCase1', '2': 'tableNameCase2' } as const

/** MySQL's lower_case_table_names, which comes as a number in quotes. */
function toTableNameCase(value: Json | undefined): Value {
  const asCame = typeof value === 'number' || typeof value === 'string' ? String(value) : ''
  const rule = Object.entries(RULES).find(([number]) => number === asCame)
  return rule ? { kind: 'label', label: { key: rule[1] }, asCame } : toText(value)
}
