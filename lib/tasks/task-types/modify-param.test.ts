import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '@/lib/json'
import { modifyParam } from './modify-param'

const task = { instanceIds: ['cdb-own12345'], region: 'ap-guangzhou' }

function undoOf(item: Json, ofTask = task): string | null {
  const fields = modifyParam
    .describePayload([item], ofTask)
    .flatMap((section) => ('fields' in section ? section.fields : []))
  const value = fields.map((field) => field.value).find(({ kind }) => kind === 'command')
  return value?.kind === 'command' ? value.text : null
}

/** The words a POSIX shell really passes to tccli, for each of the commands. */
function argumentsOf(commands: string[]): string[][] {
  const script = [`tccli() { printf '%s\\0' "$@"; printf '\\0'; }`, ...commands].join('\n')
  const output = execFileSync('sh', ['-c', script], { encoding: 'utf8' })
  return output
    .split('\0\0')
    .slice(0, -1)
    .map((words) => words.split('\0'))
}

describe('the command that sets parameters back', () => {
  it('sets a parameter that changed twice back to what it was first, in whichever order the records come', () => {
    const first = { Name: 'a', OldValue: '1', CurrentValue: '2', IsSuccess: true, ModifyTime: '2026-01-01 08:00:01' }
    const second = { ...first, OldValue: '2', CurrentValue: '3', ModifyTime: '2026-01-01 08:00:02' }
    for (const Parameters of [
      [first, second],
      [second, first],
    ]) {
      expect(undoOf({ Parameters })).toContain(`--ParamList '[{"Name":"a","CurrentValue":"1"}]'`)
    }
  })

  it('names what it leaves out, and says that records match by time only', () => {
    const changed = { OldValue: '1', CurrentValue: '2', IsSuccess: true }
    const Parameters = [
      { Name: 'a', ...changed },
      { Name: 'b', ...changed, OldValue: '' },
    ]
    const [, section] = modifyParam.describePayload([{ Parameters }], task)
    const fields = section?.kind === 'details' ? section.fields : []
    expect(fields).toMatchObject([
      { label: { key: 'undoByTime' }, value: { kind: 'command' } },
      { label: { key: 'undoLeftOut' }, value: { text: 'b' } },
    ])
  })

  it('sets the old value on the instance of the payload, else of the task', () => {
    const change = { Parameters: [{ Name: 'back_log', OldValue: '210', CurrentValue: '2', Code: 0 }] }
    const list = `--ParamList '[{"Name":"back_log","CurrentValue":"210"}]'`
    expect(undoOf({ ...change, InstanceId: 'cdb-its98765' })).toBe(
      `tccli cdb ModifyInstanceParam --region ap-guangzhou --InstanceIds '["cdb-its98765"]' ${list}`,
    )
    expect(undoOf({ ...change, InstanceId: '' })).toContain(`'["cdb-own12345"]'`)
    expect(undoOf(change, { ...task, instanceIds: [] })).toContain(`'["<instance-id>"]'`)
  })

  it.each<[string, Json]>([
    ['failed', { Name: 'a', OldValue: '1', CurrentValue: '2', Code: 5 }],
    ['changed nothing', { Name: 'a', OldValue: '1', CurrentValue: '1', Code: 0 }],
    ['had no old value', { Name: 'a', CurrentValue: '2', Code: 0 }],
    ['had an empty old value', { Name: 'a', OldValue: '', CurrentValue: '2', Code: 0 }],
    ['had an old value that is no scalar', { Name: 'a', OldValue: ['1'], CurrentValue: '2', Code: 0 }],
    ['has no readable name', { Name: 7, OldValue: '1', CurrentValue: '2', Code: 0 }],
  ])('leaves out a parameter that %s', (_, parameter) => {
    expect(undoOf({ Parameters: [parameter] })).toBeNull()
  })

  it('reaches tccli as it was meant, whatever the names and values hold', () => {
    const hostile = fc.constantFrom("'", "';rm -rf /;'", '$(id)', '`id`', '\n', '\0', '\\', '\u202e', '\ud800', '设置')
    const text = fc
      .array(fc.oneof(hostile, fc.string()), { minLength: 1, maxLength: 4 })
      .map((parts) => `x${parts.join('')}`)
    const change = fc.record({ name: text, value: text, instanceId: text })
    fc.assert(
      // Many changes a run: a shell is slow to start.
      fc.property(fc.array(change, { minLength: 40, maxLength: 60 }), (changes) => {
        const commands = changes.map(({ name, value, instanceId }) =>
          undoOf({
            InstanceId: instanceId,
            Parameters: [{ Name: name, OldValue: value, CurrentValue: `${value}2`, Code: 0 }],
          }),
        )
        const read = argumentsOf(commands.map(String)).map(([, , , region, , instances = '', , list = '']) => ({
          region,
          instances: JSON.parse(instances),
          list: JSON.parse(list),
        }))
        expect(read).toEqual(
          changes.map(({ name, value, instanceId }) => ({
            region: 'ap-guangzhou',
            instances: [instanceId],
            list: [{ Name: name, CurrentValue: value }],
          })),
        )
      }),
      { numRuns: 3 },
    )
  }, 30_000)
})
