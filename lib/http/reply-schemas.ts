import 'server-only'
import { z } from 'zod'
import type { Json } from '@/lib/json'
import { taskStatusNames } from '@/lib/tasks/task-status'
import { taskTypeNames } from '@/lib/tasks/task-types'
import type { Problem } from './problem'
import { problemKinds } from './problem-error'

/** What the BFF sends, for the OpenAPI file and its proof; the browser trusts its own server and loads no zod. */
export const replies = z.registry<{ id: string }>()

export const json: z.ZodType<Json> = z
  .lazy(() => z.union([z.null(), z.boolean(), z.number(), z.string(), z.array(json), z.record(z.string(), json)]))
  .register(replies, { id: 'Json' })

const wire = z.union([z.number(), z.string(), z.null()]).describe('Exactly what came on the wire.')

export const time = z.string().describe('UTC, ISO 8601 ending in Z; a value that is no such time stands as it came.')
export const exactTime = z.iso.datetime().describe('UTC, ISO 8601 ending in Z.')

export const taskSchema = z
  .strictObject({
    key: z.string().describe('account/region/jobId'),
    account: z.string(),
    region: z.string(),
    jobId: z.string(),
    type: z.enum(taskTypeNames),
    typeWire: wire,
    status: z.enum(taskStatusNames),
    statusWire: wire,
    progressPercent: z.union([z.number(), z.string(), z.null()]),
    code: z.union([z.number(), z.string(), z.null()]),
    message: z.string().nullable(),
    startedAt: time.nullable(),
    endedAt: time.nullable().describe('Null where there is no end.'),
    durationSeconds: z.number().nullable(),
    instanceIds: z.array(z.string()),
    asyncRequestId: z.string().nullable(),
    attachments: z.array(z.strictObject({ key: z.string(), value: z.string() })),
    payload: json.describe('The parsed Data of the documented reply; null where the service sends none.'),
    failure: z
      .strictObject({
        kind: z.string().describe('Equal for equal failures, whatever ids, numbers and names stand in them.'),
        rule: z.string().nullable().describe('The id of the rule of /api/guidance that explains it.'),
        runbooks: z.array(z.string()).optional().describe('The ids of the rules whose runbooks are about it.'),
        mysqlError: z.string().optional().describe('MySQL’s own name of the error, as ER_PARSE_ERROR.'),
      })
      .optional()
      .describe('What the server makes of a failure.'),
    progressSince: exactTime.optional().describe('Since when an active task has not moved, as far as was watched.'),
  })
  .register(replies, { id: 'Task' })

const searchProblem = z.strictObject({
  parameter: z.string(),
  value: z.string(),
  reason: z.enum(['unknown-parameter', 'repeated', 'not-allowed', 'ends-before-it-starts']),
  allowed: z.array(z.string()),
})

export const problemSchema = z
  .strictObject({
    type: z.enum(problemKinds.map((kind): Problem['type'] => `urn:cdb-tasks:problem:${kind}`)),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string().optional().describe("The cloud's own code."),
    requestId: z.string().optional().describe("The cloud's own request id."),
    retryAt: exactTime.optional().describe('Nothing was sent, since the calls before it failed: it is at this time.'),
    parameters: z.array(searchProblem).optional(),
  })
  .register(replies, { id: 'Problem' })

const scopeCoverage = z.strictObject({
  account: z.string(),
  region: z.string(),
  state: z
    .enum(['complete', 'partial', 'failed'])
    .describe('Of the latest refresh: a scope that stands on an older reading is never complete.'),
  gap: z
    .enum(['reading', 'capped', 'moving'])
    .nullable()
    .describe('Why it is a part: still being read; more than is held of one scope; what was read does not add up.'),
  rowsFetched: z.int(),
  rowsTotal: z.int().nullable().describe('Null before the first answer.'),
  heldFrom: exactTime.nullable().describe('Where a capped scope begins: its newest starts are held.'),
  requestId: z.string().nullable(),
  fetchedAt: exactTime.nullable().describe('Of the rows that stand here; null where none were ever read.'),
  stale: z.boolean().describe('The rows are of an earlier reading, since the latest failed.'),
  lacksInstance: z.literal(true).optional().describe('The cloud knows no such instance here.'),
  problem: problemSchema.nullable(),
})

const failureGroup = z.strictObject({
  kind: z.string(),
  headline: z
    .string()
    .describe('The first real lines of what the newest says, ` · ` between them, cut where they are long.'),
  rule: z.string().nullable(),
  count: z.int(),
  instances: z.int().describe('How many different ones it failed on: by the codes in the payload, where it has some.'),
  accounts: z.int(),
  regions: z.array(z.string()),
  types: z.array(z.enum(taskTypeNames)),
  firstAt: exactTime.nullable().describe('The first start.'),
  lastAt: exactTime.nullable().describe('The last start.'),
  newest: z.string().describe('account/region/jobId@startedAt'),
})

const facet = z.array(z.strictObject({ value: z.string(), count: z.int() }))
const bars = z.array(z.int())

export const tasksPageSchema = z
  .strictObject({
    tasks: z.array(taskSchema),
    rowCount: z.int(),
    pageIndex: z.int().describe('From 0.'),
    pageSize: z.int(),
    earlier: z.array(taskSchema).describe('Still active, and started before the range; on the first page.'),
    earlierCount: z.int().describe('How many those are, on every page.'),
    coverage: z.strictObject({
      scopes: z.array(scopeCoverage),
      whole: z.boolean().describe('Whether all was read; else order, counts and matches are those of a part.'),
    }),
    facets: z
      .strictObject({ status: facet, type: facet, account: facet, region: facet })
      .describe('Rows by value, each counted over what all other filters let through.'),
    histogram: z
      .strictObject({
        from: exactTime,
        stepSeconds: z.int(),
        counts: z.strictObject({ failed: bars, active: bars, succeeded: bars, other: bars }),
      })
      .nullable()
      .describe('Starts in each step of the range, by outcome.'),
    failures: z
      .array(failureGroup)
      .describe('What failed alike more than once, over what all filters but failure let through; the first of many.'),
    failureKinds: z
      .strictObject({ all: z.int(), repeated: z.int() })
      .describe('How many kinds of failure there are, and how many of them occur more than once.'),
    fetchedAt: exactTime,
    upstreamCalls: z.int(),
  })
  .register(replies, { id: 'TasksPage' })

export const taskWithRawSchema = z
  .strictObject({
    task: taskSchema,
    raw: json.describe('The item exactly as it came.'),
    requestId: z.string().nullable().describe("The cloud's own request id of the reply that it came in."),
  })
  .register(replies, { id: 'TaskWithRaw' })

const words = z.string().nullable()

export const guidanceSchema = z
  .strictObject({
    rules: z
      .record(
        z.string(),
        z.strictObject({
          title: words,
          cause: words,
          check: words,
          link: words.describe('Documentation.'),
          runbook: words.describe('The team’s own.'),
        }),
      )
      .describe('By the ids that Task.failure names.'),
    links: z
      .array(
        z.strictObject({
          name: z.string(),
          url: z.string().describe('With placeholders, as instanceId in braces behind a dollar sign.'),
        }),
      )
      .describe('Where a task leads to outside.'),
  })
  .register(replies, { id: 'Guidance' })

/** JSON Schema of each reply by its name. */
export function replySchemas(): Record<string, unknown> {
  const { schemas } = z.toJSONSchema(replies, { uri: (id) => `#/components/schemas/${id}` })
  return Object.fromEntries(Object.entries(schemas).map(([name, { $schema: _, $id: __, ...schema }]) => [name, schema]))
}
