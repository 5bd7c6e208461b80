import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '@/lib/json'
import { describePayload } from './describe-payload'
import documented from './fixtures/documented-reply.json'
import type { PayloadSection, Value } from './payload-section'
import type { Task } from './task'
import { taskTypeSlugs, toTaskType } from './task-types'

// Safe: JSON is JSON.
const items = documented.Response.Items as { JobId: number; Type: number; Data: Json }[]

function sectionsOf(jobId: number): PayloadSection[] {
  const item = items.find(({ JobId }) => JobId === jobId)
  return describePayload(task(toTaskType(item?.Type ?? '') ?? 'unknown', item?.Data ?? null))
}

function task(type: Task['type'], payload: Json): Task {
  // Safe: a description reads these fields only.
  return { type, payload, instanceIds: ['cdb-own12345'], region: 'ap-guangzhou' } as unknown as Task
}

/** Every text a person could read in the sections, as one line each. */
function textsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsOf)
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, item]) => [key, ...textsOf(item)])
  return [String(value)]
}

it('tells an empty payload from none', () => {
  expect(describePayload(task('import-data', null))).toEqual([])
  expect(describePayload(task('import-data', []))).toMatchObject([{ kind: 'json', value: [] }])
})

describe('the documented payloads', () => {
  it('show an upgrade from 1,000 to 2,000 MB and from 50 to 100 GB, changed first', () => {
    const [changes, order] = sectionsOf(15967)
    expect(changes).toMatchObject({
      kind: 'changes',
      changes: [
        {
          label: { key: 'memory' },
          before: { kind: 'quantity', amount: 1000, unit: 'MB' },
          after: { kind: 'quantity', amount: 2000, unit: 'MB' },
          changed: true,
          difference: { by: 1000, ratio: 2 },
        },
        { label: { key: 'volume' }, before: { amount: 50 }, after: { amount: 100, unit: 'GB' }, changed: true },
        { changed: false },
        { changed: false },
        { changed: false },
        { changed: false },
        { after: { kind: 'zone', zoneId: 160002 }, changed: false },
        { after: { kind: 'zone', zoneId: 160002 } },
        { after: { kind: 'absent' } },
      ],
    })
    expect(textsOf(order)).toContain('20170627160000060843141595228010')
  })

  it('show back_log from 210 to 2, with the command that sets it back', () => {
    const sections = sectionsOf(15969)
    expect(sections[0]).toMatchObject({
      kind: 'table',
      note: { key: 'okAndFailed', values: { ok: 1, failed: 0 } },
      rows: [{ cells: [{ text: 'back_log' }, { text: '210' }, { text: '2' }, { text: '0' }, { text: 'ok' }] }],
    })
    expect(textsOf(sections).join(' ')).toContain(
      `--InstanceIds '["cdb-own12345"]' --ParamList '[{"Name":"back_log","CurrentValue":"210"}]'`,
    )
  })

  it('show the renamed table and database of a rollback, and the moment in UTC', () => {
    const texts = textsOf(sectionsOf(51695))
    expect(texts).toEqual(expect.arrayContaining(['monitor_alarm', 'monitor_alarm_bak_1', 'test', 'test_bak']))
    expect(texts).toContain('2017-04-06T08:00:00Z')
  })

  it('show the database that an SQL operation could not reach', () => {
    expect(sectionsOf(51788)[1]).toMatchObject({
      kind: 'table',
      note: { values: { ok: 0, failed: 1 } },
      rows: [
        {
          tone: 'negative',
          cells: [{ text: 'clear_test' }, { text: '3' }, { text: 'dial tcp :0: connection refused' }],
        },
      ],
    })
  })

  it('show the file of an import, its size as a number', () => {
    expect(sectionsOf(15971)[0]).toMatchObject({
      kind: 'details',
      fields: [
        { value: { kind: 'mono', text: 'joellwang_1_4.sql' } },
        { value: { kind: 'quantity', amount: 5857113, unit: 'byte' } },
        { value: { text: 'test' } },
        { value: { amount: 0, unit: 'second' } },
      ],
    })
  })

  it('show character set, table-name rule and port of an initialization', () => {
    expect(sectionsOf(15964)[0]).toMatchObject({
      fields: [
        {},
        { value: { text: 'utf8' } },
        { value: { label: { key: 'tableNameCase0' }, asCame: '0' } },
        { value: { text: '3306' } },
      ],
    })
  })

  it('leave nothing unread', () => {
    for (const { JobId } of items) expect(sectionsOf(JobId).filter(({ kind }) => kind === 'json')).toEqual([])
  })
})

describe('any payload at all', () => {
  const payloads = fc.oneof(
    fc.jsonValue({ maxDepth: 6 }),
    fc.array(fc.dictionary(fc.constantFrom(...keysOfTheDocumentedPayloads()), fc.jsonValue({ maxDepth: 4 }))),
  ) as fc.Arbitrary<Json>

  it('is described by every type without an exception, a made-up word or a lost value', () => {
    fc.assert(
      fc.property(fc.constantFrom(...taskTypeSlugs, 'unknown' as const), payloads, (type, payload) => {
        const sections = describePayload(task(type, payload))
        const shown = textsOf(sections)
        const asCame = JSON.stringify(payload)
        const isMadeUp = (text: string) => /^(NaN|\[object Object\])$/.test(text) && !asCame.includes(`"${text}"`)
        expect(shown.filter(isMadeUp)).toEqual([])
        const known = new Set(shown)
        expect(leavesOf(payload).filter((leaf) => !isShown(leaf, known, sections))).toEqual([])
      }),
      { numRuns: 10_000 },
    )
  }, 120_000)

  it('puts the failed rows first', () => {
    const [table] = describePayload(
      task('modify-param', [
        {
          Parameters: [
            { Name: 'good', OldValue: '1', CurrentValue: '2', Code: 0 },
            { Name: 'bad', OldValue: '1', CurrentValue: '2', Code: 5, Message: 'out of range' },
          ],
        },
      ]),
    )
    expect(table).toMatchObject({ rows: [{ tone: 'negative', cells: [{ text: 'bad' }, {}, {}, {}, {}] }, {}] })
  })

  it('quotes what it puts into a command', () => {
    const sections = describePayload(
      task('modify-param', [{ Parameters: [{ Name: `it's $(rm)`, OldValue: '`1`', CurrentValue: '2', Code: 0 }] }]),
    )
    expect(textsOf(sections).join(' ')).toContain(`'[{"Name":"it'\\''s $(rm)","CurrentValue":"\`1\`"}]'`)
  })
})

function keysOfTheDocumentedPayloads(): string[] {
  const keys = new Set<string>()
  JSON.stringify(items, (key, value) => {
    if (key !== '' && !/^\d+$/.test(key)) keys.add(key)
    return value
  })
  return [...keys]
}

/** Scalars that say something: null, '' and an empty list say “none”. */
function leavesOf(value: Json): (string | number | boolean)[] {
  if (value === null || value === '') return []
  if (typeof value !== 'object') return [value]
  return (Array.isArray(value) ? value : Object.values(value)).flatMap(leavesOf)
}

function isShown(leaf: string | number | boolean, shown: Set<string>, sections: PayloadSection[]): boolean {
  if (shown.has(String(leaf)) || shown.has(String(Number(leaf)))) return true
  return sections.some((section) => valuesOf(section).some((value) => value.kind === 'time' || value.kind === 'absent'))
    ? /^\d{4}-\d\d-\d\d /.test(String(leaf))
    : false
}

function valuesOf(section: PayloadSection): Value[] {
  if (section.kind === 'details') return section.fields.map(({ value }) => value)
  if (section.kind === 'table') return section.rows.flatMap(({ cells }) => cells)
  return []
}
