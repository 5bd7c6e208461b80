import 'server-only'
import { z } from 'zod'
import { eventSourceNames } from '@/lib/tasks/details/instance-events'
import { exactTime, json, problemSchema, replies, taskSchema, time } from './reply-schemas'

const events = z.array(
  z.strictObject({
    kind: z.enum(['switch', 'alarm', 'parameter']),
    name: z.string(),
    at: time,
    instanceId: z.string(),
    note: z.string().nullable(),
    stage: z
      .enum(['raised', 'cleared', 'refused'])
      .optional()
      .describe('Whether an alarm was raised or cleared; that a parameter was not changed.'),
  }),
)

const instance = z.strictObject({
  instanceId: z.string(),
  name: z.string().nullable(),
  taskStatus: z.number().nullable().describe("The instance's own vocabulary: 15 waits for a switch."),
  tags: z.array(z.strictObject({ key: z.string(), value: z.string() })),
  facts: json.describe("What else the API says, under the API's names."),
})

const neighbour = taskSchema
  .pick({
    key: true,
    account: true,
    region: true,
    jobId: true,
    type: true,
    typeWire: true,
    status: true,
    statusWire: true,
    startedAt: true,
    endedAt: true,
  })
  .extend({ relation: z.enum(['before', 'during', 'after', 'worked']) })

const payload = json.describe('In the shape of the documented Data.')

const dataSchemas = {
  'import-records': payload,
  'parameter-records': payload,
  'rollback-detail': payload,
  'clone-list': json,
  'async-request': z.strictObject({ status: z.string().nullable(), info: z.string().nullable() }),
  'switch-records': events,
  'alarm-events': events,
  'parameter-events': events,
  instances: z.array(instance),
  'time-window': z.array(
    z.strictObject({
      instanceId: z.string(),
      days: z.array(z.array(z.string())).describe("Monday first, on the cloud's wall clock."),
      utcOffsetMinutes: z.int(),
    }),
  ),
  'instance-tasks': z.strictObject({
    instanceId: z.string(),
    tasks: z.array(neighbour),
    more: z.strictObject({ before: z.int(), during: z.int(), after: z.int() }),
  }),
} as const

// Safe: the object above is closed.
const sourceNames = Object.keys(dataSchemas) as (keyof typeof dataSchemas)[]

function detailSchema<Name extends keyof typeof dataSchemas>(source: Name) {
  return z.strictObject({
    source: z.literal(source),
    action: z.string().describe('The API that was asked.'),
    state: z.enum(['found', 'nothing', 'failed']),
    matchedBy: z.enum(['job-id', 'async-request-id', 'time', 'instance']).nullable(),
    data: dataSchemas[source].nullable(),
    bound: z
      .strictObject({ of: z.enum(['records', 'instances', 'tasks']), read: z.int(), total: z.int() })
      .nullable()
      .describe('Where there is more than is read.'),
    requestIds: z.array(z.string()),
    readAt: exactTime,
    problem: problemSchema.nullable(),
  })
}

export const taskDetailsSchema = z
  .strictObject({
    asked: z.array(z.strictObject({ source: z.enum(sourceNames), action: z.string() })),
    past: z
      .strictObject({
        count: z.int(),
        medianSeconds: z.number(),
        p95Seconds: z.number(),
        since: exactTime,
      })
      .nullable()
      .describe('How long the finished tasks of the type took, of those that are held.'),
    sources: z.array(
      z.discriminatedUnion('source', [
        detailSchema('import-records'),
        detailSchema('parameter-records'),
        detailSchema('rollback-detail'),
        detailSchema('clone-list'),
        detailSchema('async-request'),
        detailSchema('switch-records'),
        detailSchema('alarm-events'),
        detailSchema('instances'),
        detailSchema('time-window'),
        detailSchema('instance-tasks'),
      ]),
    ),
  })
  .register(replies, { id: 'TaskDetails' })

const place = { account: z.string(), region: z.string() }

export const instanceEventsSchema = z
  .strictObject({
    asked: z.array(z.strictObject({ ...place, source: z.enum(eventSourceNames), action: z.string() })),
    sources: z.array(
      z.discriminatedUnion('source', [
        detailSchema('switch-records').extend(place),
        detailSchema('alarm-events').extend(place),
        detailSchema('parameter-events').extend(place),
      ]),
    ),
  })
  .register(replies, { id: 'InstanceEvents' })

export const instancesPageSchema = z
  .strictObject({
    scopes: z.array(
      z.strictObject({
        account: z.string(),
        region: z.string(),
        instances: z.array(instance),
        readAt: exactTime,
        problem: problemSchema.nullable(),
      }),
    ),
  })
  .register(replies, { id: 'InstancesPage' })
