import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '@/lib/json'
import { describePayload } from '../describe-payload'
import { fakeTask } from '../fake-task'
import type { Change, ChangesSection } from '../payload-section'
import type { Task } from '../task'
import { taskTypeNames } from '../task-types'
import { type Comparison, compareTasks } from './compare-tasks'

const described = (task: Task) => ({ task, sections: describePayload(task) })
const compare = (a: Partial<Task>, b: Partial<Task>) =>
  compareTasks(described(fakeTask({ jobId: '1', ...a })), described(fakeTask({ jobId: '2', ...b })))

const differing = ({ changes }: ChangesSection) => changes.filter(({ changed }) => changed)
const nameOf = ({ label }: Change) => ('key' in label ? label.key : label.text)
const payloadChange = ({ payload }: Comparison, name: string) =>
  payload.flatMap(({ changes }) => changes).find((change) => nameOf(change) === name)

const import1: Partial<Task> = { payload: [{ FileName: 'a.sql', FileSize: '12', Database: 'test' }] }
const import2: Partial<Task> = { payload: [{ FileName: 'a.sql', FileSize: '48', Database: 'test' }] }

function parameters(...list: [name: string, before: string, after: string][]): Partial<Task> {
  const Parameters = list.map(([Name, OldValue, CurrentValue]) => ({ Name, OldValue, CurrentValue, Code: 0 }))
  return { type: 'modify-param', payload: [{ InstanceId: 'cdb-aaaa1111', Parameters }] }
}

describe('the facts of two tasks', () => {
  it('name what differs and keep what is equal', () => {
    const { facts } = compare({ status: 'failed', code: 3 }, { status: 'succeed', code: 0 })
    expect(differing(facts).map(nameOf)).toEqual(['status', 'code'])
    expect(facts.changes.find((change) => nameOf(change) === 'region')?.changed).toBe(false)
  })

  it('give the difference and the ratio of their durations', () => {
    const { facts } = compare({ durationSeconds: 200 }, { durationSeconds: 680 })
    expect(facts.changes.find((change) => nameOf(change) === 'duration')?.difference).toEqual({ by: 480, ratio: 3.4 })
  })

  it('make up no ratio to a task that took no time', () => {
    const { facts } = compare({ durationSeconds: 0 }, { durationSeconds: 5 })
    expect(facts.changes.find((change) => nameOf(change) === 'duration')?.difference).toEqual({ by: 5, ratio: null })
  })

  it('make up no duration of a task that has no end yet', () => {
    const { facts } = compare({ durationSeconds: null, endedAt: null, status: 'running' }, {})
    const duration = facts.changes.find((change) => nameOf(change) === 'duration')
    expect(duration).toMatchObject({ before: { kind: 'label', label: { key: 'noEnd' } }, changed: true })
    expect(duration?.difference).toBeUndefined()
  })

  it('hold the documented shape and the live one for the same where they say the same', () => {
    const { facts } = compare({ typeWire: 3, statusWire: 2 }, { typeWire: 'IMPORT DATA', statusWire: 'SUCCEED' })
    expect(differing(facts)).toEqual([])
  })

  it('tell messages apart that begin alike, and show them whole', () => {
    const { facts } = compare(
      { message: 'Task failed\nreason: disk is full' },
      { message: 'Task failed\nreason: no such host db1' },
    )
    expect(differing(facts).map(({ before, after }) => [before, after])).toEqual([
      [
        { kind: 'text', text: 'Task failed\nreason: disk is full' },
        { kind: 'text', text: 'Task failed\nreason: no such host db1' },
      ],
    ])
  })

  it('show a message without its noise', () => {
    const noise = 'Warning: Using a password on the command line interface can be insecure.'
    const { facts } = compare({ message: `${noise}?ERROR 1064 (42000) at line 1: no` }, {})
    expect(differing(facts).map(({ before, after }) => [before, after])).toEqual([
      [{ kind: 'text', text: 'ERROR 1064 (42000) at line 1: no' }, { kind: 'absent' }],
    ])
  })

  it('leave out what neither has, and do not mind the order of instances', () => {
    const { facts } = compare(
      { code: null, instanceIds: ['cdb-b', 'cdb-a'] },
      { code: null, instanceIds: ['cdb-a', 'cdb-b'] },
    )
    expect(facts.changes.map(nameOf)).not.toContain('code')
    expect(facts.changes.map(nameOf)).not.toContain('asyncRequestId')
    expect(differing(facts)).toEqual([])
  })

  it('tell an attachment that only one has from one whose value differs', () => {
    const method = (value: string) => ({ key: 'FastUpgradeStatus', value })
    const { facts } = compare(
      { attachments: [method('1'), { key: 'Mystery', value: '7' }] },
      { attachments: [method('0')] },
    )
    expect(differing(facts).map((change) => [nameOf(change), change.onlyIn])).toEqual([
      ['fastUpgrade', undefined],
      ['Mystery', 'before'],
    ])
  })
})

describe('the payloads of two tasks', () => {
  it('are compared field by field', () => {
    const comparison = compare(import1, import2)
    expect(comparison.payload.flatMap(differing).map(nameOf)).toEqual(['fileSize'])
    expect(payloadChange(comparison, 'fileSize')?.difference).toEqual({ by: 36, ratio: 4 })
  })

  it('are not compared where the types differ', () => {
    const { facts, payload } = compare(import1, { type: 'reboot', payload: [{ Other: 1 }] })
    expect(payload).toEqual([])
    expect(differing(facts).map(nameOf)).toContain('type')
  })

  it('of types that nobody has documented are compared only where the same word came', () => {
    const clone: Partial<Task> = { type: 'unknown', typeWire: 'CLONE', payload: [{ a: 1 }] }
    expect(compare(clone, { ...clone, payload: [{ a: 2 }] }).payload).toHaveLength(1)
    expect(compare(clone, { ...clone, typeWire: 'OTHER' }).payload).toEqual([])
  })

  it('show of two upgrades what each was and became', () => {
    const upgrade = (was: number, is: number): Partial<Task> => ({
      type: 'upgrade-master',
      payload: [{ Before: { Memory: was, Volume: 50 }, After: { Memory: is, Volume: 50 } }],
    })
    const comparison = compare(upgrade(1_000, 2_000), upgrade(2_000, 4_000))
    expect(comparison.payload.flatMap(differing).map(nameOf)).toEqual(['memory'])
    expect(payloadChange(comparison, 'memory')?.after).toMatchObject({
      before: { amount: 2_000 },
      after: { amount: 4_000 },
    })
  })

  it('have their rows matched by name, whatever their order, and those of one side marked', () => {
    const comparison = compare(
      parameters(['back_log', '1', '2'], ['max_connections', '100', '200'], ['gone', 'a', 'b']),
      parameters(['max_connections', '100', '500'], ['back_log', '1', '2'], ['new', 'a', 'b']),
    )
    expect(comparison.payload.flatMap(differing).map((change) => [nameOf(change), change.onlyIn])).toEqual([
      ['max_connections', undefined],
      ['gone', 'before'],
      ['new', 'after'],
    ])
    expect(payloadChange(comparison, 'back_log')?.changed).toBe(false)
    expect(payloadChange(comparison, 'undo')).toBeUndefined()
  })

  it('tell rows apart by as many columns as it takes', () => {
    const rollback = (name: string): Partial<Task> => ({
      type: 'rollback',
      payload: [
        {
          DatabaseTables: [
            {
              Database: 'shop',
              Tables: [
                { TableName: 'orders', NewTableName: 'orders_bak' },
                { TableName: 'users', NewTableName: name },
              ],
            },
          ],
        },
      ],
    })
    const comparison = compare(rollback('users_bak'), rollback('users_old'))
    expect(comparison.payload.flatMap(differing).map(nameOf)).toEqual(['shop.users'])
  })

  it('of several instances are matched by instance, and what is left by its place', () => {
    const item = (InstanceId: string, RollbackTime: string) => ({ InstanceId, RollbackTime, Code: 0 })
    const [noon, night] = ['2024-01-01 12:00:00', '2024-01-01 23:00:00']
    const batch = (...payload: Json[]): Partial<Task> => ({ type: 'batch-rollback', payload })
    const { payload } = compare(
      batch(item('cdb-aaaa1111', noon), item('cdb-bbbb2222', night)),
      batch(item('cdb-bbbb2222', night), item('cdb-cccc3333', noon)),
    )
    expect(payload.map((section) => [section.title, differing(section).map(nameOf)])).toEqual([
      [{ key: 'rollbackOf', values: { instance: 'cdb-bbbb2222' } }, []],
      [{ key: 'rollback' }, ['instance']],
    ])
  })

  it('that nobody has described are shown where they differ, whatever the order of their keys', () => {
    const unknown = (payload: Json): Partial<Task> => ({ type: 'unknown', typeWire: 'X', payload })
    const { payload } = compare(unknown([{ a: { x: 1, y: 2 }, b: [1] }]), unknown([{ b: [1, 2], a: { y: 2, x: 1 } }]))
    expect(payload.flatMap(differing).map(nameOf)).toEqual(['0.b'])
  })

  it('that are lists of an unknown type are compared place by place', () => {
    const unknown = (payload: Json): Partial<Task> => ({ type: 'unknown', typeWire: 'X', payload })
    const { payload } = compare(unknown([{ a: 1 }, 'x']), unknown([{ a: 1, b: 2 }, 'y', 'z']))
    expect(payload.flatMap(differing).map((change) => [nameOf(change), change.onlyIn])).toEqual([
      ['1', undefined],
      ['0.b', 'after'],
      ['2', 'after'],
    ])
  })

  it('nested deeper than the stack are shown, and called equal only where they are one', () => {
    const deep = (): Json => JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`)
    const one = deep()
    expect(compare({ payload: [one] }, { payload: [one] }).payload.flatMap(differing)).toEqual([])
    expect(compare({ payload: [one] }, { payload: [deep()] }).payload.flatMap(differing)).toHaveLength(1)
  })
})

/** What the service documents, in any type, number and order, and what it does not. */
const names = ['InstanceId', 'Before', 'After', 'Memory', 'Databases', 'DatabaseTables', 'Tables', 'Parameters', 'Name']
const { tree } = fc.letrec<{ tree: Json; leaf: Json }>((tie) => ({
  leaf: fc.oneof(
    fc.constantFrom('', 'cdb-aaaa1111', 'SUCCESS', '2024-01-01 12:00:00'),
    fc.string(),
    fc.integer(),
    fc.constant(null),
  ),
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('leaf'),
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(
      fc.oneof(fc.constantFrom(...names, 'Code', 'Message', 'FileSize', 'NewValue'), fc.string()),
      tie('tree'),
      { maxKeys: 5 },
    ),
  ),
}))

const payloads = fc.oneof(tree, fc.array(tree, { maxLength: 4 }))
const anyTask = fc
  .record({
    type: fc.constantFrom(...taskTypeNames),
    status: fc.constantFrom<Task['status']>('failed', 'succeed', 'unknown', 'running'),
    statusWire: fc.constantFrom(3, 'FAILED', null),
    typeWire: fc.constantFrom(14, 'CLONE', null),
    durationSeconds: fc.option(fc.nat()),
    endedAt: fc.constantFrom(null, '2026-02-28T12:05:00Z', 'tomorrow'),
    startedAt: fc.constantFrom(null, '2026-02-28T12:00:00Z', 'soon'),
    message: fc.option(fc.string()),
    code: fc.oneof(fc.integer(), fc.string(), fc.constant(null)),
    progressPercent: fc.oneof(fc.double(), fc.string(), fc.constant(null)),
    instanceIds: fc.array(fc.string(), { maxLength: 3 }),
    attachments: fc.array(fc.record({ key: fc.string(), value: fc.string() }), { maxLength: 3 }),
    payload: payloads,
  })
  .map((part) => fakeTask({ jobId: '1', ...part }))

/** As a set, with the differences that a swap turns round left out. */
function inAnyOrder({ facts, payload }: Comparison, swapped: boolean): string[] {
  const swap = { before: 'after', after: 'before' } as const
  return [facts, ...payload]
    .flatMap(({ title, changes }) =>
      changes.map(({ label, before, after, changed, onlyIn, difference }) =>
        JSON.stringify([
          title,
          label,
          ...(swapped ? [after, before] : [before, after]),
          changed,
          swapped && onlyIn ? swap[onlyIn] : onlyIn,
          difference && (swapped ? 0 - difference.by : difference.by),
        ]),
      ),
    )
    .sort()
}

describe('any two tasks', () => {
  it('can be compared, and swapped they are the same swapped', () => {
    const alike = fc
      .tuple(anyTask, anyTask, fc.boolean())
      .map(([a, b, isAlike]) => [a, isAlike ? { ...b, type: a.type } : b] as const)
    fc.assert(
      fc.property(alike, ([a, b]) => {
        const [there, back] = [compareTasks(described(a), described(b)), compareTasks(described(b), described(a))]
        expect(inAnyOrder(back, true)).toEqual(inAnyOrder(there, false))
      }),
      { numRuns: 500 },
    )
  })

  it('of which one is the other have no difference', () => {
    fc.assert(
      fc.property(anyTask, (task) => {
        const copy = structuredClone(task)
        const { facts, payload } = compareTasks(described(task), described(copy))
        expect([facts, ...payload].flatMap(differing)).toEqual([])
      }),
      { numRuns: 500 },
    )
  })
})
