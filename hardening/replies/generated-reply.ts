import fc from 'fast-check'
import type { Json } from '../../lib/json'
import documented from '../../lib/tasks/fixtures/documented-reply.json' with { type: 'json' }
import { hostileStrings } from '../hostile-strings'

const TIMES = [
  '2017-06-27 15:00:00',
  '2017-06-27 14:00:00',
  '0000-00-00 00:00:00',
  '2017-02-30 00:00:00',
  '9999-12-31 23:59:59',
  '0000-01-01 00:00:00',
  'tomorrow',
  '',
]
const NUMBERS = [-1, 0, 1, 0.5, 4, 7, 14, 99, 101, 999, 1e21, 1e308, 2 ** 53, -(2 ** 31)]
const TYPES = [
  'IMPORT-SQL',
  'REBOOT',
  'CLONE',
  'NEVER HEARD',
  'constructor',
  'toString',
  ...Array.from({ length: 20 }, (_, code) => code - 1),
]
const STATUSES = [
  'INITIAL',
  'RUNNING',
  'SUCCEED',
  'FAILED',
  'KILLED',
  'PAUSED',
  'UNDEFINED',
  '__proto__',
  -1,
  0,
  1,
  2,
  3,
  4,
  5,
  7,
  99,
]
const MESSAGES = [
  "ERROR 1062 (23000) at line 7: Duplicate entry '1' for key 'PRIMARY'",
  'mysql: [Warning] Using a password on the command line interface can be insecure.\nERROR 1045 (28000): Access denied',
  "dumper err\ndumper err\n\\nERROR 1146 (42S02) at line 1 in file: 'a.sql': Table 'a.b' doesn't exist",
  '`'.repeat(300),
  '\n'.repeat(3_000),
]
const MEGABYTE = 'Error 1062 <b>\u202e'.repeat(65_536)

const keys = [...keysOf(documented)]

const text = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...hostileStrings) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(...TIMES, '50', '1e999', '{"a":[1]}', '[', 'cdb-c1nl9rpv', 'ap-shanghai', '100001'),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
)
const scalar = fc.oneof<fc.Arbitrary<fc.JsonValue>[]>(
  text,
  text,
  fc.constantFrom(...NUMBERS),
  fc.constantFrom(null, true, false),
)
/** It is told by its depth where a test fails: the tool's own way to write it would run out of stack. */
const deep = fc.integer({ min: 10, max: 3_000 }).map((depth): fc.JsonValue => {
  const value = JSON.parse(`${'[{"a":'.repeat(depth)}1${'}]'.repeat(depth)}`)
  return Object.defineProperty(value, fc.toStringMethod, { value: () => `(${2 * depth} levels)` })
})
const key = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...keys, '__proto__', 'constructor', 'prototype', 'toString') },
  { weight: 1, arbitrary: text },
)

/** Of the shape that the service documents, with anything in any place. */
const payload = fc.letrec<{ any: fc.JsonValue; object: fc.JsonValue }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    { weight: 5, arbitrary: scalar },
    { weight: 2, arbitrary: tie('object') },
    { weight: 1, arbitrary: fc.array(tie('object'), { maxLength: 4 }) },
    { weight: 1, arbitrary: fc.array(scalar, { maxLength: 4 }) },
  ),
  object: fc
    .array(fc.tuple(key, tie('any')), { maxLength: 8 })
    .map((entries): fc.JsonValue => Object.fromEntries(entries)),
}))

const documentedItem = fc.constantFrom(...(documented.Response.Items as fc.JsonValue[]))
const Data = fc.oneof(
  { weight: 6, arbitrary: fc.array(payload.object, { maxLength: 3 }) },
  { weight: 2, arbitrary: payload.any },
  {
    weight: 1,
    arbitrary: fc.array(payload.object, { maxLength: 3 }).map((value): fc.JsonValue => JSON.stringify(value)),
  },
)
const rarely = fc.oneof(
  { weight: 24, arbitrary: scalar },
  { weight: 1, arbitrary: deep },
  { weight: 1, arbitrary: payload.any },
)
const message = fc.oneof(
  { weight: 60, arbitrary: fc.constantFrom(...MESSAGES) },
  { weight: 60, arbitrary: rarely },
  { weight: 1, arbitrary: fc.constant(MEGABYTE) },
)
const orOdd = (usual: readonly fc.JsonValue[]) =>
  fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...usual) }, { weight: 1, arbitrary: rarely })
const attachments = fc.array(fc.record({ AttachKey: rarely, AttachValue: rarely }, { requiredKeys: [] }), {
  maxLength: 3,
})

const item: fc.Arbitrary<fc.JsonValue> = fc.record<Record<string, fc.JsonValue>>(
  {
    JobId: orOdd([1, 2, 3, 0, -7, 2 ** 53]),
    Type: orOdd(TYPES),
    TaskType: orOdd(TYPES),
    Status: orOdd(STATUSES),
    TaskStatus: orOdd(STATUSES),
    Code: orOdd([0, -1, 1062, '1062']),
    Message: message,
    Progress: orOdd([0, 50, 100, -1, 101, 1e308, '50']),
    StartTime: orOdd(TIMES),
    EndTime: orOdd(TIMES),
    InstanceIds: fc.oneof(fc.array(rarely, { maxLength: 3 }), rarely),
    AsyncRequestId: rarely,
    TaskAttachInfo: fc.oneof(attachments, rarely),
    Data,
    '\u202e<b>': rarely,
  },
  { requiredKeys: [] },
)
const anyItem = fc.oneof(
  { weight: 12, arbitrary: item },
  { weight: 2, arbitrary: documentedItem },
  { weight: 1, arbitrary: rarely },
)
const items = fc.oneof(
  { weight: 40, arbitrary: fc.array(anyItem, { minLength: 1, maxLength: 3 }) },
  // More than was asked for, and one job on all rows.
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.integer({ min: 101, max: 130 }), item)
      .map(([length, same]) => Array(length).fill(same) as fc.JsonValue[]),
  },
)
const TotalCount = orOdd([0, 1, 3, 101, -1, 2 ** 40, '7'])

/** A reply of DescribeTasks as nobody would send it. */
export const generatedReply: fc.Arbitrary<Json> = fc
  .oneof(
    { weight: 1, arbitrary: fc.jsonValue() },
    { weight: 1, arbitrary: fc.record({ Items: rarely, TotalCount, RequestId: rarely }) },
    { weight: 30, arbitrary: fc.record({ Items: items, TotalCount, RequestId: rarely }, { requiredKeys: ['Items'] }) },
  )
  // Safe: the library's name for the same.
  .map((reply) => reply as Json)

function keysOf(json: unknown, found = new Set<string>()): Set<string> {
  JSON.stringify(json, (name, value) => {
    if (name !== '' && !/^\d+$/.test(name)) found.add(name)
    return value
  })
  return found
}
