import { NextRequest } from 'next/server'
import { afterEach, describe, expect, it } from 'vitest'
import { openApi } from '@/lib/http/openapi'
import { problemSchema, tasksPageSchema } from '@/lib/http/reply-schemas'
import { searchParameterNames } from '@/lib/tasks/task-search'
import { stubCloud } from '@/simulator/stubbed-cloud'
import { GET as exportTasks } from './tasks/export/route'
import { GET as listTasks } from './tasks/route'

// The route as it is, on the SDK, over sockets to the simulator whose tasks stand still.
const { control } = stubCloud(
  { requestsPerSecond: 1_000 },
  {
    CDB_TASKS_REGIONS: 'ap-guangzhou,ap-shanghai',
    CDB_TASKS_LET_ANYONE_ON_THE_NETWORK_READ_EVERYTHING: '1',
  },
)

afterEach(() => control('DELETE', 'fault'))

function get(query: string, headers: Record<string, string> = {}): Promise<Response> {
  return exportTasks(new NextRequest(`http://localhost/api/tasks/export?${query}`, { headers }))
}

async function keysOfList(query: string): Promise<string[]> {
  const response = await listTasks(new NextRequest(`http://localhost/api/tasks?${query}`))
  return tasksPageSchema.parse(await response.json()).tasks.map(({ key }) => key)
}

async function linesOf(response: Response) {
  const lines = (await response.text()).trimEnd().split('\n')
  return lines.map((line) => JSON.parse(line))
}

describe.each(['ap-guangzhou', 'ap-shanghai'])('an export of %s', (region) => {
  const query = `region=${region}&from=-7d`

  it('has every row of the list, page after page, in its order', async () => {
    const [head, ...rows] = await linesOf(await get(`${query}&format=ndjson&page=2&size=20&task=a/b/1`))
    const pages = Array.from({ length: Math.ceil(rows.length / 100) }, (_, page) => page + 1)
    const listed = await Promise.all(pages.map((page) => keysOfList(`${query}&size=100&page=${page}`)))
    expect(rows.length).toBeGreaterThan(100)
    expect(rows.map(({ key }) => key)).toEqual(listed.flat())
    expect(head).toMatchObject({
      kind: 'head',
      rowCount: rows.length,
      search: { region: [region], from: '-7d', page: 1 },
    })
  })

  it('leads back to the page by an address with absolute times', async () => {
    const [head] = await linesOf(
      await get(`${query}&format=ndjson`, { host: 'tasks.example.com:8443', 'x-forwarded-proto': 'https' }),
    )
    expect(head.address).toMatch(
      /^https:\/\/tasks\.example\.com:8443\/tasks\?region=[\w-]+&from=20\d\d-[^&]+Z&to=20\d\d-[^&]+Z$/,
    )
    const [other] = await linesOf(await get(`${query}&format=ndjson`, { host: 'not a host' }))
    expect(other.address).toMatch(/^http:\/\/localhost\/tasks\?/)
  })
})

describe('the file', () => {
  it.each([
    ['csv', 'text/csv; charset=utf-8; header=present', [0xef, 0xbb, 0xbf, 0x23]],
    ['ndjson', 'application/x-ndjson; charset=utf-8', [0x7b]],
    ['md', 'text/markdown; charset=utf-8', [0x2d]],
  ])('%s is a download of its own kind, with the moment in its name', async (format, contentType, firstBytes) => {
    const response = await get(`region=ap-guangzhou&from=-1d&format=${format}`)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe(contentType)
    expect(response.headers.get('cache-control')).toBe('private, no-store')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('content-disposition')).toMatch(
      new RegExp(`^attachment; filename="cdb-tasks-\\d{8}T\\d{6}Z\\.${format}"$`),
    )
    expect([...new Uint8Array(await response.arrayBuffer()).slice(0, firstBytes.length)]).toEqual(firstBytes)
  })
})

describe('what cannot be exported', () => {
  async function problemOf(query: string) {
    const response = await get(query)
    expect(response.headers.get('content-type')).toContain('application/problem+json')
    const problem = problemSchema.parse(await response.json())
    expect(problem.status).toBe(response.status)
    return problem
  }

  it.each([
    ['', 'not-allowed'],
    ['format=', 'not-allowed'],
    ['format=xlsx', 'not-allowed'],
    ['format=toString', 'not-allowed'],
    ['format=csv&format=md', 'repeated'],
  ])('is a question with %j: the problem names the formats', async (format, reason) => {
    expect(await problemOf(`region=ap-guangzhou&${format}`)).toMatchObject({
      status: 400,
      detail: expect.stringContaining('csv, ndjson, md'),
      parameters: [{ parameter: 'format', reason, allowed: ['csv', 'ndjson', 'md'] }],
    })
  })

  it('is a question that the list refuses too', async () => {
    expect(await problemOf('region=ap-guangzhou&format=csv&colour=red')).toMatchObject({
      status: 400,
      parameters: [{ parameter: 'colour', reason: 'unknown-parameter' }],
    })
    expect(await problemOf('region=ap-tokyo&format=csv')).toMatchObject({ status: 400 })
  })

  it('is what the cloud does not give', async () => {
    await control('PUT', 'fault', { kind: 'error', code: 'OperationDenied.UserHasNoStrategy' })
    expect(await problemOf('region=ap-guangzhou&from=-5d&format=csv')).toMatchObject({ status: 502 })
  })
})

it('the OpenAPI file has the export, its formats and the parameters of the list', () => {
  const { parameters, responses } = openApi().paths['/api/tasks/export'].get
  expect(parameters.map(({ name }) => name)).toEqual(['format', ...searchParameterNames])
  expect(parameters[0]).toMatchObject({ required: true, schema: { enum: ['csv', 'ndjson', 'md'] } })
  expect(Object.keys(responses[200].content)).toEqual(['text/csv', 'application/x-ndjson', 'text/markdown'])
})
