import { NextRequest } from 'next/server'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { guidanceSchema, problemSchema, tasksPageSchema, taskWithRawSchema } from '@/lib/http/reply-schemas'
import type { Task } from '@/lib/tasks/task'
import { forgetFailures } from '@/lib/tencent/fake-cloud'
import { DEMO_SECRET_KEY } from '@/simulator/server'
import { stubCloud } from '@/simulator/stubbed-cloud'
import { GET as getReady } from '../readyz/route'
import { GET as getUnknown } from './[[...rest]]/route'
import { GET as getGuidance } from './guidance/route'
import { GET as getTask } from './tasks/[account]/[region]/[jobId]/route'
import { GET as listTasks } from './tasks/route'

// The routes as they are, on the SDK, over sockets to the simulator whose tasks stand still.
const { control } = stubCloud({ requestsPerSecond: 1_000 }, { CDB_TASKS_REGIONS: 'ap-guangzhou,ap-shanghai' })

beforeEach(() => control('DELETE', 'calls'))
afterEach(() => {
  forgetFailures()
  return control('DELETE', 'fault')
})

async function countCalls(): Promise<number> {
  return z.object({ total: z.number() }).parse(await control('GET', 'calls')).total
}

/** A question that no test before has asked, so that it is not answered from memory. */
function list(query: string, signal?: AbortSignal): Promise<Response> {
  return listTasks(new NextRequest(`http://localhost/api/tasks?${query}`, { signal }))
}

async function listPage(query: string) {
  return tasksPageSchema.parse(await (await list(query)).json())
}

function get({ account, region, jobId }: Pick<Task, 'account' | 'region' | 'jobId'>, query = ''): Promise<Response> {
  const request = new NextRequest(`http://localhost/api/tasks/${account}/${region}/${jobId}?${query}`)
  return getTask(request, { params: Promise.resolve({ account, region, jobId }) })
}

async function readProblem(response: Response) {
  expect(response.headers.get('content-type')).toContain('application/problem+json')
  expect(response.headers.get('cache-control')).toBe('private, no-store')
  const problem = problemSchema.parse(await response.json())
  expect(problem.status).toBe(response.status)
  expect(JSON.stringify(problem)).not.toContain(DEMO_SECRET_KEY)
  return problem
}

describe.each(['ap-guangzhou', 'ap-shanghai'])('the list of %s', (region) => {
  it('has each row exactly once across its pages, one call for each hundred and one for what runs from before', async () => {
    const first = await listPage(`region=${region}&from=-7d&size=20`)
    const pages = Math.ceil(first.rowCount / 20)
    const keys: string[] = []
    for (let page = 1; page <= pages; page++) {
      keys.push(...(await listPage(`region=${region}&from=-7d&size=20&page=${page}`)).tasks.map(({ key }) => key))
    }
    expect(first.rowCount).toBeGreaterThan(100)
    expect(keys).toHaveLength(first.rowCount)
    expect(new Set(keys).size).toBe(first.rowCount)
    expect(await countCalls()).toBe(Math.ceil(first.rowCount / 100) + 1)
  })

  it('is whole, and sorted as asked', async () => {
    const page = await listPage(`region=${region}&from=-7d&status=failed&sort=-duration&size=100`)
    const durations = page.tasks.map(({ durationSeconds }) => durationSeconds ?? -1)
    expect(page.coverage).toMatchObject({ whole: true, scopes: [{ state: 'complete' }] })
    expect(durations.length).toBeGreaterThan(3)
    expect(durations).toEqual(durations.toSorted((a, b) => b - a))
    expect(page.tasks.every(({ status }) => status === 'failed' || status === 'unknown')).toBe(true)
  })

  it('leads to each of its tasks with one call', async () => {
    const { tasks } = await listPage(`region=${region}&from=-6d&size=20`)
    for (const task of tasks.filter(({ startedAt }) => startedAt?.endsWith('Z')).slice(0, 5)) {
      await control('DELETE', 'calls')
      const found = taskWithRawSchema.parse(await (await get(task, `start=${task.startedAt}`)).json())
      expect(found.task).toEqual(task)
      expect(await countCalls()).toBe(1)
    }
  })
})

describe('what failures mean', () => {
  const ask = (query: string, headers: Record<string, string>) =>
    getGuidance(new NextRequest(`http://localhost/api/guidance${query}`, { headers }))

  it('is told in the language of the preferences, else in the browser’s, without a call', async () => {
    for (const [headers, cause] of [
      [{}, 'The server could not parse the SQL.'],
      [{ 'accept-language': 'zh;q=0.9' }, '服务器无法解析 SQL。'],
      [{ 'accept-language': 'zh', cookie: 'preferences=locale%3Den' }, 'The server could not parse the SQL.'],
    ] as const) {
      const { rules, links } = guidanceSchema.parse(await (await ask('', headers)).json())
      expect(rules['mysql-1064']?.cause).toBe(cause)
      expect(links).toEqual([])
    }
    expect(await countCalls()).toBe(0)
  })

  it('is told of every failure of the list that it is explained', async () => {
    const { rules } = guidanceSchema.parse(await (await ask('', {})).json())
    const { tasks } = await listPage('region=ap-guangzhou&from=-7d&status=failed&size=100')
    const explained = tasks.flatMap(({ failure }) => failure?.rule ?? [])
    expect(explained.length).toBeGreaterThan(3)
    for (const id of explained) expect(rules).toHaveProperty(id)
  })

  it('takes no parameters', async () => {
    expect(await readProblem(await ask('?locale=en', {}))).toMatchObject({
      status: 400,
      parameters: [{ parameter: 'locale', reason: 'unknown-parameter', allowed: [] }],
    })
  })
})

describe('what goes wrong', () => {
  let hours = 100

  it.each([
    [{ kind: 'error', code: 'RequestLimitExceeded' }, 503, 'throttled'],
    [{ kind: 'error', code: 'OperationDenied.UserHasNoStrategy' }, 502, 'not-permitted'],
    [{ kind: 'error', code: 'AuthFailure.SecretIdNotFound' }, 502, 'bad-credentials'],
    [{ kind: 'error', code: 'InvalidParameter.InstanceNotFound' }, 404, 'instance-not-found'],
    [{ kind: 'error', code: 'InternalError' }, 502, 'upstream-fault'],
    [{ kind: 'error', code: 'AuthFailure.SignatureExpire' }, 502, 'clock-skew'],
    [{ kind: 'not-json' }, 502, 'unreadable-reply'],
    [{ kind: 'reset' }, 502, 'network'],
  ])('with %j is a problem with status %i, %s', async (fault, status, kind) => {
    await control('PUT', 'fault', fault)
    const problem = await readProblem(await list(`region=ap-guangzhou&from=-${++hours}h`))
    expect(problem).toMatchObject({ status, type: `urn:cdb-tasks:problem:${kind}` })
    if ('code' in fault) expect(problem).toMatchObject({ code: fault.code, requestId: expect.any(String) })
    const ready = await getReady()
    expect(ready.status).toBe(200)
    expect(await ready.json()).toMatchObject({
      cloud: { failing: kind === 'instance-not-found' ? 0 : 1, of: 2 },
      clock: { state: 'trusted', behindSeconds: 0 },
      shared: { state: 'none', replicas: null },
    })
  })

  it('is asked again in the same answer where that may help, and by a reader who wants it sooner', async () => {
    await control('PUT', 'fault', { kind: 'error', code: 'InternalError', times: 1 })
    expect((await list('region=ap-guangzhou&from=-3d')).status).toBe(200)
    await control('PUT', 'fault', { kind: 'error', code: 'InternalError' })
    expect((await list('region=ap-guangzhou&from=-4d')).status).toBe(502)
    await control('DELETE', 'fault')
    await control('DELETE', 'calls')
    expect((await list('region=ap-guangzhou&from=-4d')).status).toBe(502)
    expect(await countCalls()).toBe(0)
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    expect((await list('region=ap-guangzhou&from=-4d&retry=default/ap-guangzhou')).status).toBe(200)
  })

  it('is refused before any call where the question is wrong', async () => {
    expect(await readProblem(await list('region=ap-tokyo'))).toMatchObject({
      status: 400,
      detail: expect.stringContaining('ap-shanghai'),
    })
    expect(await readProblem(await list('wait=some'))).toMatchObject({ parameters: [{ parameter: 'wait' }] })
    expect(await readProblem(await list('region=ap-guangzhou&colour=red'))).toMatchObject({
      status: 400,
      parameters: [{ parameter: 'colour', reason: 'unknown-parameter' }],
    })
    const somewhere = { account: 'default', region: 'ap-tokyo', jobId: '1' }
    expect(await readProblem(await get(somewhere))).toMatchObject({ status: 400 })
    expect(await readProblem(await get({ ...somewhere, region: 'ap-guangzhou' }, 'start=-1h'))).toMatchObject({
      status: 400,
    })
    expect(await readProblem(getUnknown())).toMatchObject({ status: 404 })
    expect(await countCalls()).toBe(0)
  })
})

describe('a browser that goes away', () => {
  it('costs the other reader of the same page nothing', async () => {
    await control('PUT', 'fault', { kind: 'latency', ms: 200 })
    const leaver = new AbortController()
    const left = list('region=ap-shanghai&from=-3d', leaver.signal)
    const stays = list('region=ap-shanghai&from=-3d', new AbortController().signal)
    setTimeout(() => leaver.abort(), 50)
    expect((await left).status).toBe(499)
    const { rowCount } = tasksPageSchema.parse(await (await stays).json())
    expect(await countCalls()).toBe(Math.ceil(rowCount / 100) + 1)
  })
})
