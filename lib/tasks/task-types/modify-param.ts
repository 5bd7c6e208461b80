import type { Json } from '../json'
import { describeItems, details } from '../payload/describe-items'
import type { PayloadReader } from '../payload/payload-reader'
import { isFailureCode, toMono, toText } from '../payload/values'
import type { Field, PayloadSection } from '../payload-section'
import { shellQuoted } from '../shell-quoted'
import type { TaskTypeDefinition } from './definition'

export const modifyParam = {
  code: 5,
  wire: 'MODIFY PARAM',
  describePayload: (payload, { instanceIds, region }) =>
    describeItems(payload, (item) => {
      const instanceId = item.take('InstanceId')
      const parameters = item.takeRows('Parameters').map(readParameter)
      const [own] = instanceIds
      const target = typeof instanceId === 'string' && instanceId !== '' ? instanceId : own
      return [
        ...(parameters.length > 0 ? [toTable(parameters)] : []),
        ...details({ key: 'parameterChange' }, [
          { label: { key: 'instance' }, value: toMono(instanceId) },
          ...undoField(parameters, target ?? '<instance-id>', region),
        ]),
      ]
    }),
} as const satisfies TaskTypeDefinition

type Parameter = { failed: boolean } & Record<'name' | 'before' | 'after' | 'code' | 'message', Json | undefined>

function readParameter(row: PayloadReader): Parameter {
  const code = row.take('Code')
  return {
    failed: isFailureCode(code),
    name: row.take('Name'),
    before: row.take('OldValue'),
    after: row.take('CurrentValue'),
    code,
    message: row.take('Message'),
  }
}

/** The failed first. */
function toTable(parameters: Parameter[]): PayloadSection {
  const failed = parameters.filter((parameter) => parameter.failed)
  const passed = parameters.filter((parameter) => !parameter.failed)
  return {
    kind: 'table',
    title: { key: 'parameters' },
    note: { key: 'okAndFailed', values: { ok: passed.length, failed: failed.length } },
    columns: [{ key: 'parameter' }, { key: 'oldValue' }, { key: 'newValue' }, { key: 'code' }, { key: 'message' }],
    rows: [...failed, ...passed].map((parameter) => ({
      ...(parameter.failed && { tone: 'negative' as const }),
      cells: [
        toMono(parameter.name),
        toMono(parameter.before),
        toMono(parameter.after),
        toMono(parameter.code),
        toText(parameter.message),
      ],
    })),
  }
}

/** Sets back what was really changed; a parameter without a readable old value cannot be. */
function undoField(parameters: Parameter[], instanceId: string, region: string): Field[] {
  const list = parameters.flatMap(({ failed, name, before, after }) =>
    !failed && typeof name === 'string' && isPlain(before) && before !== after
      ? [{ Name: name, CurrentValue: String(before) }]
      : [],
  )
  if (list.length === 0) return []
  const text = [
    `tccli cdb ModifyInstanceParam --region ${shellQuoted(region)}`,
    `--InstanceIds ${shellQuoted(JSON.stringify([instanceId]))}`,
    `--ParamList ${shellQuoted(JSON.stringify(list))}`,
  ].join(' ')
  return [{ label: { key: 'undo' }, value: { kind: 'command', text } }]
}

function isPlain(value: Json | undefined): value is string | number | boolean {
  return (typeof value === 'string' && value !== '') || typeof value === 'number' || typeof value === 'boolean'
}
