import { describe, expect, it } from 'vitest'
import type { Json } from '@/lib/json'
import { describePayload } from '../describe-payload'
import type { Task } from '../task'

function sectionsOf(type: Task['type'], payload: Json, instanceIds: string[] = []) {
  // Safe: a description reads these fields only.
  return describePayload({ type, payload, instanceIds, region: 'ap-guangzhou' } as unknown as Task)
}

const textOf = (type: Task['type'], payload: Json) => JSON.stringify(sectionsOf(type, payload))

describe('nothing of a payload is dropped', () => {
  it('a database that was rolled back without tables keeps its row', () => {
    expect(textOf('rollback', [{ DatabaseTables: [{ Database: 'orders', Tables: [] }] }])).toContain('orders')
  })

  it('the time that means none is shown as it came', () => {
    const [section] = sectionsOf('sql-operation', [{ EndTime: '0000-00-00 00:00:00' }])
    expect(section).toMatchObject({ fields: [{ value: { kind: 'label', asCame: '0000-00-00 00:00:00' } }] })
  })

  it.each([
    ['import-data', { CostTime: -5 }, '-5'],
    ['import-data', { CostTime: 0.4 }, '0.4'],
    ['import-data', { FileSize: '00012' }, '00012'],
    ['upgrade-master', { After: { Volume: 0.001 } }, '0.001'],
    ['rollback', { Progress: 33.33333 }, '33.33333'],
  ] as const)('a quantity of %s that the screen cannot show exactly stays text: %j', (type, item, text) => {
    expect(textOf(type, [item])).toContain(`"text":"${text}"`)
  })

  it('a documented key that came empty says so, one that did not come is not made up', () => {
    const [section] = sectionsOf('import-data', [{ Database: '', FileName: null }])
    expect(section).toMatchObject({
      fields: [
        { label: { key: 'file' }, value: { kind: 'absent' } },
        { label: { key: 'database' }, value: { kind: 'absent' } },
      ],
    })
  })

  it('a code that cannot be read counts neither as done nor as failed', () => {
    const [table] = sectionsOf('sql-operation', [{ Databases: [{ Code: 'odd' }, { Code: 0 }, { Code: '3' }] }])
    expect(table).toMatchObject({ note: { values: { ok: 1, failed: 1 } } })
  })

  it('a type that this build does not know is shown whole', () => {
    for (const type of ['clone', 'constructor', 'unknown']) {
      // Safe: a newer server may send it.
      expect(sectionsOf(type as Task['type'], [{ a: 1 }])).toEqual([
        { kind: 'json', title: { key: 'unread' }, value: [{ a: 1 }] },
      ])
    }
  })

  it('a payload nested deeper than the stack is shown whole', () => {
    const deep = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`) as Json
    const payload = [{ Before: { Odd: deep }, After: {} }]
    expect(sectionsOf('upgrade-master', payload)[0]).toMatchObject({ kind: 'json' })
  })
})

describe('several instances', () => {
  const payload: Json = [
    { InstanceId: 'cdb-aaaa1111', Code: 0, Databases: [{ DatabaseName: 'a', NewDatabaseName: 'b' }] },
    { InstanceId: 'cdb-bbbb2222', Code: 7 },
  ]

  it('are told apart in the titles, the failed first', () => {
    expect(sectionsOf('batch-rollback', payload).map(({ title }) => title)).toEqual([
      { key: 'rollbackOf', values: { instance: 'cdb-bbbb2222' } },
      { key: 'rollbackOf', values: { instance: 'cdb-aaaa1111' } },
      { key: 'databasesOf', values: { instance: 'cdb-aaaa1111' } },
    ])
  })

  it('put no hostile id into a title', () => {
    const [section] = sectionsOf('batch-rollback', [{ InstanceId: '\u202ex', Code: 0 }, {}])
    expect(section?.title).toEqual({ key: 'rollback' })
  })

  it('are not guessed for the command that undoes a parameter change', () => {
    const change = [{ InstanceId: '', Parameters: [{ Name: 'a', OldValue: '1', CurrentValue: '2', Code: 0 }] }]
    expect(JSON.stringify(sectionsOf('modify-param', change, ['cdb-aaaa1111', 'cdb-bbbb2222']))).toContain(
      '<instance-id>',
    )
  })
})
