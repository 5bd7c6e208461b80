import 'server-only'
import { type ExportFormat, exportFormats } from '@/lib/tasks/export/formats'
import { defaultTaskSearch, pageSizes, searchParameterNames, searchParameters } from '@/lib/tasks/task-search'
import { isRelative, timeBoundForms } from '@/lib/tasks/task-time'
import './details-schemas'
import { replySchemas } from './reply-schemas'

/** The OpenAPI file of the BFF, made of the schemas that its replies are tested against. */
export function openApi() {
  return {
    openapi: '3.1.0',
    info: {
      title: 'cdb-tasks',
      version: '1',
      description: 'Asynchronous tasks of TencentDB for MySQL instances, as the page reads them. Read-only.',
    },
    paths: {
      '/api/tasks': {
        get: {
          operationId: 'listTasks',
          summary: 'One page of the tasks of every account and region that the query covers',
          description:
            'The query is the address of the page. Answered when every region has been read, or after eight seconds ' +
            'with what has come; coverage names what is missing, and whole says whether order and counts are of all.',
          parameters: [...searchParameterNames.map(toParameter), ...howToAnswer],
          responses: { 200: reply('TasksPage', 'One page, and how much of the truth it stands on'), default: failure },
        },
      },
      '/api/tasks/export': {
        get: {
          operationId: 'exportTasks',
          summary: 'Every task that the search finds, as a file',
          description:
            'The query is that of the list; page, size and task are read and ignored. Each file says first of itself ' +
            'what it covers; where that is not the whole, what is missing comes before all else.',
          parameters: [
            {
              name: 'format',
              in: 'query',
              required: true,
              description: 'How the tasks are written.',
              schema: { ...text, enum: Object.keys(exportFormats) },
            },
            ...searchParameterNames.map(toParameter),
          ],
          responses: { 200: { description: 'The file', content: exportContent() }, default: failure },
        },
      },
      '/api/tasks/{account}/{region}/{jobId}': {
        get: {
          operationId: 'getTask',
          summary: 'One task, with the item exactly as the service sent it',
          parameters: taskParameters,
          responses: { 200: reply('TaskWithRaw', 'The task'), default: failure },
        },
      },
      '/api/tasks/{account}/{region}/{jobId}/details': {
        get: {
          operationId: 'getTaskDetails',
          summary: 'What the sibling APIs add to one task, each source with a state of its own',
          description:
            'As JSON once every source has answered or failed. As NDJSON at once: first asked and past, then a line ' +
            'of sources as soon as it is there.',
          parameters: [...taskParameters, linesFormat],
          responses: { 200: reply('TaskDetails', 'The details'), default: failure },
        },
      },
      '/api/instances': {
        get: {
          operationId: 'listInstances',
          summary: 'Instances as they are now, with one call a region for each hundred that are asked about',
          parameters: [
            {
              name: 'keys',
              in: 'query',
              required: true,
              description: 'account/region/instanceId, separated by commas; at most 300.',
              schema: { ...text, examples: ['default/ap-guangzhou/cdb-c1nl9rpv'] },
            },
          ],
          responses: { 200: reply('InstancesPage', 'The instances that the regions have'), default: failure },
        },
      },
      '/api/instances/{instanceId}/events': {
        get: {
          operationId: 'listInstanceEvents',
          summary:
            'Switches, restarts, alarms and parameter changes of one instance, each source with a state of its own',
          description:
            'As JSON once every source has answered or failed. As NDJSON at once: first asked, then a line of sources ' +
            'as soon as it is there. Three calls a region: name the regions that have the instance.',
          parameters: [
            { name: 'instanceId', in: 'path', required: true, schema: text },
            ...(['account', 'region'] as const).map(toParameter),
            {
              ...toParameter('from'),
              description: 'What happened from here on.',
              schema: { ...schemaOf('from'), default: '-7d' },
            },
            { ...toParameter('to'), description: 'What happened up to here.' },
            linesFormat,
          ],
          responses: { 200: reply('InstanceEvents', 'What each source says, region by region'), default: failure },
        },
      },
      '/api/guidance': {
        get: {
          operationId: 'getGuidance',
          summary: 'What failures mean and what to check, and the links of the configuration',
          description: 'In the language of the preferences cookie, else of Accept-Language. It takes no parameters.',
          responses: { 200: reply('Guidance', 'Rules by their ids, and links'), default: failure },
        },
      },
    },
    // None where the server has no sign-in.
    security: [{}, { accessToken: [] }, { session: [] }],
    components: { schemas: replySchemas(), securitySchemes },
  }
}

const howToAnswer = [
  {
    name: 'wait',
    in: 'query',
    description: 'first: as soon as some regions have answered, with what has come; ask again for the rest.',
    schema: { type: 'string', enum: ['all', 'first'], default: 'all' },
  },
  {
    name: 'retry',
    in: 'query',
    description: 'account/region, or all: asked again although it failed a moment ago, at most once a second.',
    schema: { type: 'string', examples: ['default/ap-guangzhou', 'all'] },
  },
]

const text = { type: 'string' }

const securitySchemes = {
  accessToken: { type: 'http', scheme: 'bearer', description: 'Where CDB_TASKS_AUTH is token.' },
  session: { type: 'apiKey', in: 'cookie', name: '__Host-cdb-tasks', description: 'Of a browser that has signed in.' },
}

const linesFormat = {
  name: 'format',
  in: 'query',
  description: 'ndjson: a line as soon as a source has answered.',
  schema: { ...text, enum: ['json', 'ndjson'], default: 'json' },
}

const taskParameters = [
  ...['account', 'region', 'jobId'].map((name) => ({ name, in: 'path', required: true, schema: text })),
  {
    name: 'start',
    in: 'query',
    description: 'When the task started: found with one upstream call; without, by a bounded search.',
    schema: { ...text, examples: timeBoundForms.filter((form) => !isRelative(form)) },
  },
]

const failure = {
  description: 'What went wrong (RFC 9457)',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}

function reply(schema: string, description: string) {
  return { description, content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } } }
}

const exportDescriptions: Record<ExportFormat, string> = {
  csv:
    'UTF-8 with a byte order mark, CRLF, RFC 4180. The rows before the names of the columns are one cell each and ' +
    'begin with "# ": skip them. A text that a spreadsheet could take for a formula has an apostrophe before it.',
  ndjson: 'A JSON object a line: first {"kind":"head", …}, then {"kind":"task", …} with the fields of Task.',
  md: 'For a ticket: a list, then a table.',
}

function exportContent() {
  // Safe: the object is closed and keyed by ExportFormat.
  const formats = Object.keys(exportFormats) as ExportFormat[]
  return Object.fromEntries(
    formats.map((format) => [
      exportFormats[format].contentType.split(';', 1)[0],
      { schema: { ...text, description: exportDescriptions[format] } },
    ]),
  )
}

const descriptions: Record<keyof typeof searchParameters, string> = {
  account: 'Configured accounts, separated by commas; all where left out.',
  region: 'Configured regions, separated by commas; all where left out.',
  instance: 'One instance id.',
  async: 'One AsyncRequestId.',
  job: 'One JobId, looked for among the tasks of the range.',
  type: 'Task types, separated by commas.',
  status: 'Task statuses or groups, separated by commas.',
  failure: 'One kind of failure, as failure.kind of a task and of failures has it: tasks that failed alike.',
  from: 'The start times from here on.',
  to: 'The start times up to here.',
  at: 'What was running at that moment, of the tasks that started in the seven days before it (or from `from` on).',
  q: 'Words that a row must have; msg:, code:, db:, file: and param: look in one place.',
  sort: 'Over all rows; of a part where coverage.whole is false.',
  page: 'From 1.',
  size: 'Rows a page.',
  task: 'State of the page; read and ignored here.',
  tz: 'State of the page; read and ignored here.',
}

function toParameter(name: keyof typeof searchParameters) {
  return { name, in: 'query', description: descriptions[name], schema: schemaOf(name) }
}

/** `examples` where the allowed texts are forms; `enum` only where they are all there is, and are read as they stand. */
function schemaOf(name: keyof typeof searchParameters) {
  if (name === 'page') return { type: 'integer', minimum: 1, default: defaultTaskSearch.page }
  if (name === 'size') return { type: 'integer', enum: [...pageSizes], default: defaultTaskSearch.size }
  const { allowed } = searchParameters[name]
  if (name === 'sort' || name === 'tz') return { ...text, enum: allowed }
  if (name === 'from') return { ...text, examples: allowed, default: defaultTaskSearch.from }
  return { ...text, examples: allowed }
}
