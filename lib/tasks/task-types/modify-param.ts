import type { Json } from '@/lib/json'
import { describeItems, details } from '../payload/describe-items'
import { instanceField } from '../payload/fields'
import { type Outcome, resultTable, toOutcome } from '../payload/outcome'
import type { PayloadReader } from '../payload/payload-reader'
import { toMono, toText } from '../payload/values'
import { visibleJson } from '../payload/visible-json'
import type { Field } from '../payload-section'
import { shellQuoted } from '../shell-quoted'
import type { TaskTypeDefinition } from './definition'

export const modifyParam = {
  code: 5,
  wire: 'MODIFY PARAM',
  describePayload: (payload, { instanceIds, region }) =>
    describeItems(payload, (item, heading) => {
      const instanceId = toInstanceId(item.peek('InstanceId'), instanceIds)
      const parameters = item.takeRows('Parameters').map(readParameter)
      return [
        ...resultTable(
          heading('parameters'),
          [{ key: 'parameter' }, { key: 'oldValue' }, { key: 'newValue' }, { key: 'code' }, { key: 'message' }],
          parameters.map(({ outcome, name, before, after, code, message }) => ({
            outcome,
            cells: [toMono(name), toMono(before), toMono(after), toMono(code), toText(message)],
          })),
        ),
        ...details({ key: 'parameterChange' }, [...instanceField(item), ...undoField(parameters, instanceId, region)]),
      ]
    }),
} as const satisfies TaskTypeDefinition

interface Parameter extends Record<'name' | 'before' | 'after' | 'code' | 'message', Json | undefined> {
  outcome: Outcome
}

function readParameter(row: PayloadReader): Parameter {
  const code = row.take('Code')
  return {
    outcome: toOutcome(code),
    name: row.take('Name'),
    before: row.take('OldValue'),
    after: row.take('CurrentValue'),
    code,
    message: row.take('Message'),
  }
}

/** The payload's own id, else the task's where it has one only; a person fills in the rest. */
function toInstanceId(own: Json | undefined, instanceIds: string[]): string {
  if (typeof own === 'string' && own !== '') return own
  return (instanceIds.length === 1 && instanceIds[0]) || '<instance-id>'
}

/** Sets back what was really changed; a parameter without a readable old value cannot be. */
function undoField(parameters: Parameter[], instanceId: string, region: string): Field[] {
  const list = parameters.flatMap(({ outcome, name, before, after }) =>
    outcome !== 'failed' && typeof name === 'string' && name !== '' && isPlain(before) && before !== after
      ? [{ Name: name, CurrentValue: String(before) }]
      : [],
  )
  if (list.length === 0) return []
  const text = [
    `tccli cdb ModifyInstanceParam --region ${shellQuoted(region)}`,
    `--InstanceIds ${shellQuoted(visibleJson([instanceId]))}`,
    `--ParamList ${shellQuoted(visibleJson(list))}`,
  ].join(' ')
  return [{ label: { key: 'undo' }, value: { kind: 'command', text } }]
}

function isPlain(value: Json | undefined): value is string | number | boolean {
  return (typeof value === 'string' && value !== '') || typeof value === 'number' || typeof value === 'boolean'
}
