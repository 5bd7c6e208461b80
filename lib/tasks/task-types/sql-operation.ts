import { describeItems, details } from '../payload/describe-items'
import type { PayloadReader } from '../payload/payload-reader'
import { isFailureCode, toMono, toText, toTime } from '../payload/values'
import type { PayloadSection } from '../payload-section'
import type { TaskTypeDefinition } from './definition'

export const sqlOperation = {
  code: 2,
  wire: 'SQL OPERATION',
  describePayload: (payload) =>
    describeItems(payload, (item) => [
      ...details({ key: 'sqlOperation' }, [
        { label: { key: 'instance' }, value: toMono(item.take('InstanceId')) },
        { label: { key: 'code' }, value: toMono(item.take('Code')) },
        { label: { key: 'message' }, value: toText(item.take('Message')) },
        { label: { key: 'started' }, value: toTime(item.take('StartTime')) },
        { label: { key: 'ended' }, value: toTime(item.take('EndTime')) },
      ]),
      ...databases(item),
    ]),
} as const satisfies TaskTypeDefinition

/** One database a row, the failed first. */
function databases(item: PayloadReader): PayloadSection[] {
  const results = item.takeRows('Databases').map((row) => {
    const code = row.take('Code')
    const cells = [toMono(row.take('Database')), toMono(code), toText(row.take('Message'))]
    return { failed: isFailureCode(code), cells }
  })
  const failed = results.filter((result) => result.failed)
  const passed = results.filter((result) => !result.failed)
  if (results.length === 0) return []
  return [
    {
      kind: 'table',
      title: { key: 'databases' },
      note: { key: 'okAndFailed', values: { ok: passed.length, failed: failed.length } },
      columns: [{ key: 'database' }, { key: 'code' }, { key: 'message' }],
      rows: [
        ...failed.map(({ cells }) => ({ tone: 'negative' as const, cells })),
        ...passed.map(({ cells }) => ({ cells })),
      ],
    },
  ]
}
