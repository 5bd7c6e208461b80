import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterEach, describe, expect, it } from 'vitest'
import type { Account } from '@/lib/config'
import documented from '@/lib/tasks/fixtures/documented-reply.json'
import { describeTasks } from './describe-tasks'
import { type FakeCloud, readBody, startFakeCloud } from './fake-cloud'
import live from './fixtures/live-reply.json'

const clouds: FakeCloud[] = []

async function cloud(answer: RequestListener, account?: Partial<Account>): Promise<FakeCloud> {
  const started = await startFakeCloud(answer, account)
  clouds.push(started)
  return started
}

afterEach(async () => {
  await Promise.all(clouds.splice(0).map(({ close }) => close()))
})

const page = { offset: 0, limit: 100 }

function ask({ scope }: FakeCloud, options: { signal?: AbortSignal; deadlineMs?: number } = {}) {
  return describeTasks(scope, page, options)
}

async function failureOf(started: FakeCloud, options?: { signal?: AbortSignal; deadlineMs?: number }) {
  const startedAt = performance.now()
  const error = await ask(started, options).then(
    () => null,
    (thrown: unknown) => thrown,
  )
  return { error, tookMs: performance.now() - startedAt }
}

const reply = (body: unknown) => (_request: IncomingMessage, response: ServerResponse) => {
  response.end(typeof body === 'string' ? body : JSON.stringify(body))
}

/** Sends the head of a reply, then what a test wants of the body. */
const body =
  (send: (response: ServerResponse) => void, headers = {}) =>
  (_request: IncomingMessage, response: ServerResponse) => {
    response.writeHead(200, { 'content-type': 'application/json', ...headers })
    send(response)
  }

describe('a question', () => {
  it('is asked with the integers and the wall clock of the service, and nothing that was not asked', async () => {
    let sent: unknown
    const started = await cloud(async (request, response) => {
      sent = await readBody(request)
      reply(live)(request, response)
    })
    const filters = { instanceId: 'cdb-c1nl9rpv', taskTypes: [1, 11], taskStatuses: [-1, 3] }
    const startTimeBegin = Date.parse('2017-06-27T07:00:00Z')
    await describeTasks(started.scope, { ...filters, startTimeBegin, offset: 100, limit: 20 }, {})
    expect(sent).toEqual({
      InstanceId: 'cdb-c1nl9rpv',
      TaskTypes: [1, 11],
      TaskStatus: [-1, 3],
      StartTimeBegin: '2017-06-27 15:00:00',
      Offset: 100,
      Limit: 20,
    })
    expect(started.hits[0]?.headers).toMatchObject({
      'x-tc-action': 'DescribeTasks',
      'x-tc-version': '2017-03-20',
      'x-tc-region': 'ap-guangzhou',
      'x-tc-token': 'fake-token',
      authorization: expect.stringMatching(/^TC3-HMAC-SHA256 Credential=AKIDfake\//),
    })
  })

  it('is answered in either shape, with the items as they came beside the tasks', async () => {
    for (const [example, count] of [
      [documented, 10],
      [live, 5],
    ] as const) {
      const { rows, totalCount, requestId } = await ask(await cloud(reply(example)))
      expect(rows).toHaveLength(count)
      expect(rows.map(({ raw }) => raw)).toEqual(example.Response.Items)
      expect(rows.every(({ task }) => task.type !== 'unknown' && task.status !== 'unknown')).toBe(true)
      expect({ totalCount, requestId }).toEqual({
        totalCount: example.Response.TotalCount,
        requestId: example.Response.RequestId,
      })
    }
  })

  it('counts at least the rows that came, where the count cannot be read', async () => {
    const started = await cloud(reply({ Response: { TotalCount: 'many', Items: [{ JobId: 1 }, { JobId: 2 }] } }))
    const short = await describeTasks(started.scope, { offset: 40, limit: 20 }, {})
    expect(short.totalCount).toBe(42)
    const full = await describeTasks(started.scope, { offset: 40, limit: 2 }, {})
    expect(full.totalCount).toBeGreaterThan(42)
  })
})

describe('a refusal of the cloud', () => {
  it('carries its code and its request id', async () => {
    const Error = { Code: 'AuthFailure.SignatureExpire', Message: 'The provided credentials have expired.' }
    const { error } = await failureOf(await cloud(reply({ Response: { Error, RequestId: 'r-1' } })))
    expect(error).toMatchObject({ kind: 'clock-skew', code: 'AuthFailure.SignatureExpire', requestId: 'r-1' })
  })

  it.each([
    [429, 'throttled'],
    [500, 'upstream-fault'],
    [504, 'upstream-fault'],
  ])('by HTTP %d is %s', async (status, kind) => {
    const started = await cloud((_request, response) => response.writeHead(status).end('<html>'))
    expect((await failureOf(started)).error).toMatchObject({ kind, httpStatus: status })
  })

  it('with a long page does not keep its connection from the next call', async () => {
    let isWell = false
    const started = await cloud((request, response) => {
      if (isWell) reply(live)(request, response)
      else response.writeHead(502).end('x'.repeat(2_000_000))
    })
    await Promise.all(Array.from({ length: 64 }, () => failureOf(started, { deadlineMs: 5_000 })))
    isWell = true
    expect((await ask(started, { deadlineMs: 2_000 })).rows).toHaveLength(5)
  })
})

describe('a reply that cannot be read', () => {
  it.each([
    ['no JSON', '<html>'],
    ['nothing', ''],
    ['null', 'null'],
    ['no Response', '{}'],
    ['a Response that is a number', '{"Response":5}'],
    ['an Error without a code', '{"Response":{"Error":true,"RequestId":"r-1"}}'],
    ['no list of tasks', '{"Response":{"TotalCount":3,"RequestId":"r-1"}}'],
  ])('is one with %s', async (_what, text) => {
    expect((await failureOf(await cloud(reply(text)))).error).toMatchObject({ kind: 'unreadable-reply' })
  })

  it('is one of server-sent events, which the SDK would hand on', async () => {
    const started = await cloud(
      body((response) => response.end('data: 1\n\n'), { 'content-type': 'text/event-stream' }),
    )
    expect((await failureOf(started)).error).toMatchObject({ kind: 'unreadable-reply' })
  })

  it.each([301, 302, 307, 308])('is a redirect (%d): the token is not carried to another address', async (status) => {
    const other = await cloud(reply(live))
    const started = await cloud((_request, response) => response.writeHead(status, { location: other.url }).end())
    expect((await failureOf(started)).error).toMatchObject({ kind: 'unreadable-reply' })
    expect(other.hits).toHaveLength(0)
  })
})

describe('a call that does not end by itself', () => {
  const deadlineMs = 150

  it.each<[string, RequestListener]>([
    ['the reply never begins', () => {}],
    ['the body stalls', body((response) => response.write('{"Response":'))],
    [
      'the body drips',
      body((response) => {
        const dripping = setInterval(() => response.write(' '), 10)
        response.on('close', () => clearInterval(dripping))
      }),
    ],
  ])('is over at its deadline where %s', async (_what, answer) => {
    const { error, tookMs } = await failureOf(await cloud(answer), { deadlineMs })
    expect(error).toMatchObject({ kind: 'timeout' })
    expect(tookMs).toBeLessThan(deadlineMs + 1_000)
  })

  it('is over soon where the body is cut short', async () => {
    const cut = body((response) => response.write('{"Resp', () => response.destroy()), { 'content-length': '1000' })
    const { error } = await failureOf(await cloud(cut), { deadlineMs })
    expect(['timeout', 'network']).toContain((error as { kind?: unknown }).kind)
  })

  it('keeps its deadline while memory is collected', async () => {
    setFlagsFromString('--expose-gc')
    const collect: unknown = runInNewContext('gc')
    const collecting = setInterval(() => (typeof collect === 'function' ? collect() : null), 10)
    const { error } = await failureOf(await cloud(() => {}), { deadlineMs: 300 })
    clearInterval(collecting)
    expect(error).toMatchObject({ kind: 'timeout' })
  })

  it('is given up with its reader, and lets go of the connection', async () => {
    const gone = Promise.withResolvers<void>()
    const reader = new AbortController()
    const started = await cloud((request, response) => {
      response.on('close', gone.resolve)
      reader.abort()
      request.resume()
    })
    expect((await failureOf(started, { signal: reader.signal })).error).toMatchObject({ kind: 'cancelled' })
    await gone.promise
  })

  it('is not even made for a reader who has gone', async () => {
    const started = await cloud(reply(live))
    expect((await failureOf(started, { signal: AbortSignal.abort() })).error).toMatchObject({ kind: 'cancelled' })
    expect(started.hits).toHaveLength(0)
  })
})

describe('a connection', () => {
  it('that breaks is a failure of the network', async () => {
    const started = await cloud((request) => request.socket.resetAndDestroy())
    expect((await failureOf(started)).error).toMatchObject({ kind: 'network', code: null })
  })

  it('that is refused is a failure of the network', async () => {
    const started = await startFakeCloud(reply(live))
    await started.close()
    expect((await failureOf(started)).error).toMatchObject({ kind: 'network', code: null })
  })

  it('is used again for the next call', async () => {
    const started = await cloud(reply(live))
    await ask(started)
    await ask(started)
    const [first, second] = started.hits
    expect(second?.socket).toBe(first?.socket)
  })
})

describe('a call without credentials', () => {
  it.each(['secretId', 'secretKey'])('is not sent: no %s', async (missing) => {
    const keys = { secretId: () => 'AKIDfake', secretKey: () => 'fake', sessionToken: null, [missing]: () => '' }
    const started = await cloud(reply(live), { credential: { kind: 'keys', ...keys } })
    expect((await failureOf(started)).error).toMatchObject({ kind: 'no-credentials' })
    expect(started.hits).toHaveLength(0)
  })

  it('is sent once they are there', async () => {
    let secretId = ''
    const keys = { secretId: () => secretId, secretKey: () => 'fake', sessionToken: null }
    const started = await cloud(reply(live), { credential: { kind: 'keys', ...keys } })
    await failureOf(started)
    secretId = 'AKIDfake'
    expect((await ask(started)).rows).toHaveLength(5)
  })
})
