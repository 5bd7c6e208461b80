import type { Json } from '@/lib/json'
import { describeItems, details } from '../payload/describe-items'
import { instanceField } from '../payload/fields'
import { type Outcome, resultTable, toOutcome } from '../payload/outcome'
import type { PayloadReader } from '../payload/payload-reader'
import { toMono, toText, toTime } from '../payload/values'
import { visibleJson } from '../payload/visible-json'
import type { Field, Label, Value } from '../payload-section'
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
          columnsOf(parameters),
          parameters.map((parameter) => ({ outcome: parameter.outcome, cells: cellsOf(parameter, parameters) })),
        ),
        ...details({ key: 'parameterChange' }, [...instanceField(item), ...undoField(parameters, instanceId, region)]),
      ]
    }),
} as const satisfies TaskTypeDefinition

interface Parameter extends Record<'name' | 'before' | 'after' | 'code' | 'message' | 'modifiedAt', Json | undefined> {
  outcome: Outcome
}

/** A parameter of `Data` has a code and a message; one of the records has a result and a time. */
function readParameter(row: PayloadReader): Parameter {
  const [code, isSuccess] = [row.take('Code'), row.take('IsSuccess')]
  return {
    outcome: code === undefined ? ofRecord(isSuccess) : toOutcome(code),
    name: row.take('Name'),
    before: row.take('OldValue'),
    after: row.take('CurrentValue'),
    code,
    message: row.take('Message'),
    modifiedAt: row.take('ModifyTime'),
  }
}

function ofRecord(isSuccess: Json | undefined): Outcome {
  if (isSuccess === true) return 'ok'
  return isSuccess === false ? 'failed' : 'unknown'
}

function columnsOf(parameters: Parameter[]): Label[] {
  return [{ key: 'parameter' }, { key: 'oldValue' }, { key: 'newValue' }, ...optionalColumns(parameters)]
}

function optionalColumns(parameters: Parameter[]): { key: 'code' | 'message' | 'result' | 'modifiedAt' }[] {
  const isRecord = parameters.every(({ code }) => code === undefined)
  const isTimed = parameters.some(({ modifiedAt }) => modifiedAt !== undefined)
  return [
    ...(isRecord ? [{ key: 'result' } as const] : [{ key: 'code' } as const, { key: 'message' } as const]),
    ...(isTimed ? [{ key: 'modifiedAt' } as const] : []),
  ]
}

function cellsOf({ name, before, after, code, message, modifiedAt, outcome }: Parameter, all: Parameter[]): Value[] {
  const optional = {
    code: () => toMono(code),
    message: () => toText(message),
    result: (): Value => ({ kind: 'label', label: { key: RESULTS[outcome] } }),
    modifiedAt: () => toTime(modifiedAt),
  }
  return [toMono(name), toMono(before), toMono(after), ...optionalColumns(all).map(({ key }) => optional[key]())]
}

const RESULTS = { ok: 'resultOk', failed: 'resultFailed', unknown: 'resultUnknown' } as const

/** The payload's own id, else the task's where it has one only; a person fills in the rest. */
function toInstanceId(own: Json | undefined, instanceIds: string[]): string {
  if (typeof own === 'string' && own !== '') return own
  return (instanceIds.length === 1 && instanceIds[0]) || '<instance-id>'
}

/**
 * Sets back what was really changed, to what it was before the first change; a parameter without a readable old value
 * cannot be, and is named. Records that are matched by time only say so beside the command.
 */
function undoField(parameters: Parameter[], instanceId: string, region: string): Field[] {
  const changed = new Map<string, Parameter>()
  for (const parameter of parameters.toSorted(byTime)) {
    const { name, outcome } = parameter
    if (outcome !== 'failed' && typeof name === 'string' && name !== '' && !changed.has(name))
      changed.set(name, parameter)
  }
  const all = [...changed].filter(([, { before, after }]) => before !== after)
  const list = all.flatMap(([Name, { before }]) => (isPlain(before) ? [{ Name, CurrentValue: String(before) }] : []))
  const left = all.flatMap(([name, { before }]) => (isPlain(before) ? [] : [name]))
  return [...undoCommand(list, instanceId, region, parameters), ...withoutOldValue(list.length, left)]
}

function byTime(one: Parameter, other: Parameter): number {
  const [a, b] = [String(one.modifiedAt ?? ''), String(other.modifiedAt ?? '')]
  return a < b ? -1 : Number(a > b)
}

function undoCommand(
  list: { Name: string; CurrentValue: string }[],
  instanceId: string,
  region: string,
  parameters: Parameter[],
): Field[] {
  if (list.length === 0) return []
  const text = [
    `tccli cdb ModifyInstanceParam --region ${shellQuoted(region)}`,
    `--InstanceIds ${shellQuoted(visibleJson([instanceId]))}`,
    `--ParamList ${shellQuoted(visibleJson(list))}`,
  ].join(' ')
  const isByTime = parameters.every(({ code }) => code === undefined)
  return [{ label: { key: isByTime ? 'undoByTime' : 'undo' }, value: { kind: 'command', text } }]
}

function withoutOldValue(commanded: number, names: string[]): Field[] {
  if (commanded === 0 || names.length === 0) return []
  return [{ label: { key: 'undoLeftOut' }, value: toMono(names.join(', ')) }]
}

function isPlain(value: Json | undefined): value is string | number | boolean {
  return (typeof value === 'string' && value !== '') || typeof value === 'number' || typeof value === 'boolean'
}
