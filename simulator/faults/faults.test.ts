import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Simulator, startSimulator } from '../server'
import { control, createTestClient, failureOf } from '../test-client'

let simulator: Simulator

beforeAll(async () => {
  simulator = await startSimulator()
})
afterEach(() => control(simulator, 'DELETE', 'fault'))
afterAll(() => simulator.close())

const put = (fault: object) => control(simulator, 'PUT', 'fault', fault)
const client = (timeoutSeconds = 5) => createTestClient(simulator, { timeoutSeconds })
const rawCall = () => fetch(simulator.url, { method: 'POST', body: '{}' })

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

describe('a fault', () => {
  it('latency: the answer comes late', async () => {
    await put({ kind: 'latency', ms: 300 })
    expect(await milliseconds(() => client().describeTasks())).toBeGreaterThan(290)
  })

  it('error: the cloud refuses with the code asked for', async () => {
    await put({ kind: 'error', code: 'OperationDenied.UserHasNoStrategy', message: 'No policy allows it.' })
    expect(await failureOf(client().describeTasks())).toMatchObject({
      code: 'OperationDenied.UserHasNoStrategy',
      message: 'No policy allows it.',
    })
  })

  it('http: a status, a body and Retry-After', async () => {
    await put({ kind: 'http', status: 503, body: 'down', retryAfter: 7 })
    expect(await failureOf(client().describeTasks())).toMatchObject({ httpCode: 503 })
    const response = await rawCall()
    expect(response.headers.get('retry-after')).toBe('7')
    expect(await response.text()).toBe('down')
  })

  it('reset: the connection is reset before the answer', async () => {
    await put({ kind: 'reset' })
    expect(await failureOf(client().describeTasks())).toMatchObject({ message: expect.stringContaining('ECONNRESET') })
  })

  it('reset-body: the connection is reset within the body', async () => {
    await put({ kind: 'reset-body' })
    const response = await rawCall()
    expect(response.status).toBe(200)
    await expect(response.text()).rejects.toThrow()
  })

  it('stall: no answer comes at all', async () => {
    await put({ kind: 'stall' })
    expect(await failureOf(client(0.3).describeTasks())).toMatchObject({
      message: expect.stringContaining('network timeout'),
    })
  })

  it('stall-body: the body stops half-way', async () => {
    await put({ kind: 'stall-body' })
    expect(await failureOf(client(0.3).describeTasks())).toMatchObject({ type: 'body-timeout' })
  })

  it('truncate: the body is short of its Content-Length', async () => {
    await put({ kind: 'truncate' })
    const response = await rawCall()
    expect(Number(response.headers.get('content-length'))).toBeGreaterThan(100)
    await expect(response.text()).rejects.toThrow()
  })

  it('truncate-chunked: the last chunk never comes', async () => {
    await put({ kind: 'truncate-chunked' })
    const response = await rawCall()
    expect(response.headers.get('transfer-encoding')).toBe('chunked')
    await expect(response.text()).rejects.toThrow()
  })

  it('not-json: a page of a proxy with HTTP 200', async () => {
    await put({ kind: 'not-json' })
    expect(await failureOf(client().describeTasks())).toMatchObject({ type: 'invalid-json' })
  })

  it('empty: no body with HTTP 200', async () => {
    await put({ kind: 'empty' })
    const response = await rawCall()
    expect([response.status, await response.text()]).toEqual([200, ''])
  })

  it('no-response: JSON without Response', async () => {
    await put({ kind: 'no-response' })
    expect(await failureOf(client().describeTasks())).toMatchObject({ errorType: 'TypeError' })
  })

  it('wrong-types: no field has its type, the same way in every call', async () => {
    const ask = () => client().request('DescribeTasks', { StartTimeEnd: '2018-01-01 00:00:00' })
    const good = JSON.parse(JSON.stringify(await ask()))
    await put({ kind: 'wrong-types' })
    const [first, second] = [JSON.parse(JSON.stringify(await ask())), JSON.parse(JSON.stringify(await ask()))]
    const kindOf = (value: unknown) => (Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value)
    expect(first.Items).toEqual(second.Items)
    expect(first.TotalCount).toBe('10')
    expect(first.Items).toHaveLength(10)
    for (const [row, item] of first.Items.entries()) {
      for (const [key, value] of Object.entries(item)) expect(kindOf(value)).not.toBe(kindOf(good.Items[row][key]))
    }
  })

  it('skew: the clock of the server is minutes away, also in its Date', async () => {
    await put({ kind: 'skew', seconds: 400 })
    expect(await failureOf(client().describeTasks())).toMatchObject({ code: 'AuthFailure.SignatureExpire' })
    const date = Date.parse((await rawCall()).headers.get('date') ?? '')
    expect(date - Date.now()).toBeGreaterThan(390_000)
    await put({ kind: 'skew', seconds: -400 })
    expect(await failureOf(client().describeTasks())).toMatchObject({ code: 'AuthFailure.SignatureExpire' })
    await put({ kind: 'skew', seconds: 200 })
    expect((await client().describeTasks()).Items).toHaveLength(20)
  })

  it('huge: the real reply, larger by as many bytes', async () => {
    await put({ kind: 'huge', bytes: 5_000_000 })
    const text = await (await rawCall()).text()
    expect(text.length).toBeGreaterThan(5_000_000)
    expect(JSON.parse(text)).toHaveProperty('Response')
    expect((await client().describeTasks()).Items).toHaveLength(20)
  })

  it('http: a redirect, too', async () => {
    await put({ kind: 'http', status: 302, location: 'http://127.0.0.1:1/' })
    const response = await fetch(simulator.url, { method: 'POST', body: '{}', redirect: 'manual' })
    expect([response.status, response.headers.get('location')]).toEqual([302, 'http://127.0.0.1:1/'])
  })

  it('gzip-bomb: little on the wire, much when unpacked', async () => {
    await put({ kind: 'gzip-bomb', mebibytes: 40 })
    const response = await rawCall()
    expect(response.headers.get('content-encoding')).toBe('gzip')
    expect((await response.arrayBuffer()).byteLength).toBe(40 * 1024 * 1024)
  })

  it('invalid-utf8: the real reply behind bytes that are no text', async () => {
    await put({ kind: 'invalid-utf8' })
    const bytes = await (await rawCall()).bytes()
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow()
    expect((await client().describeTasks()).Items).toHaveLength(20)
  })

  it('short-length: the body goes on after its Content-Length', async () => {
    await put({ kind: 'short-length' })
    expect(await failureOf(client().describeTasks())).toMatchObject({ code: 'HPE_INVALID_CONSTANT' })
  })

  it('slicer: the real reply byte by byte', async () => {
    await put({ kind: 'slicer' })
    expect((await client().describeTasks()).Items).toHaveLength(20)
  })

  it('slow-close: the real reply, whose end comes late', async () => {
    await put({ kind: 'slow-close', ms: 300 })
    const wait = await milliseconds(async () => expect((await client().describeTasks()).Items).toHaveLength(20))
    expect(wait).toBeGreaterThan(290)
  })

  it('drip: the body comes so many bytes a second', async () => {
    await put({ kind: 'drip', bytesPerSecond: 400 })
    const duration = await milliseconds(async () => expect(await (await rawCall()).json()).toHaveProperty('Response'))
    expect(duration).toBeGreaterThan(250)
  })
})

describe('the faults put', () => {
  it('hit one region only, where they name it', async () => {
    await put({ kind: 'error', code: 'InternalError', region: 'ap-beijing' })
    const beijing = createTestClient(simulator, { region: 'ap-beijing' })
    expect(await failureOf(beijing.describeTasks())).toMatchObject({ code: 'InternalError' })
    expect((await client().describeTasks()).Items).toHaveLength(20)
  })

  it('hit one action only, where they name it, and stand beside the others of their kind', async () => {
    const windows = () => client().request('DescribeDBInstances', { Limit: 1 })
    await put({ kind: 'http', status: 504, action: 'DescribeDBInstances' })
    expect(await failureOf(windows())).toMatchObject({ httpCode: 504 })
    expect((await client().describeTasks()).Items).toHaveLength(20)
    await put({ kind: 'http', status: 503, action: 'DescribeTasks' })
    await put({ kind: 'http', status: 502, action: 'DescribeDBInstances', region: 'ap-beijing' })
    expect(await control(simulator, 'GET', 'fault')).toHaveLength(3)
    expect(await failureOf(windows())).toMatchObject({ httpCode: 504 })
    await put({ kind: 'http', status: 500, action: 'DescribeDBInstances' })
    expect(await control(simulator, 'GET', 'fault')).toHaveLength(3)
    expect(await failureOf(windows())).toMatchObject({ httpCode: 500 })
  })

  it('hit every action where they name none, but those of the list DescribeTasks alone', async () => {
    const { TotalCount } = await client().list('DescribeDBInstances', {})
    await put({ kind: 'drifting-count', by: 3, times: 1 })
    expect((await client().list('DescribeDBInstances', {})).TotalCount).toBe(TotalCount)
    expect(await control(simulator, 'GET', 'fault')).toHaveLength(1)
    await client().describeTasks()
    expect(await control(simulator, 'GET', 'fault')).toEqual([])
    await put({ kind: 'error', code: 'InternalError' })
    expect(await failureOf(client().request('DescribeDBInstances', {}))).toMatchObject({ code: 'InternalError' })
  })

  it('give a reply that is no list values of other types, too', async () => {
    const { Items } = await client().list('DescribeDBInstances', { Limit: 1 })
    await put({ kind: 'wrong-types', action: 'DescribeTimeWindow' })
    const reply = Object(await client().request('DescribeTimeWindow', { InstanceId: Items[0]?.InstanceId }))
    expect(reply).toMatchObject({ RequestId: expect.any(String), MaxDelayTime: expect.any(String) })
    expect(reply).not.toHaveProperty('Items')
    expect(Array.isArray(reply.Monday)).toBe(false)
  })

  it('end after so many times', async () => {
    await put({ kind: 'error', code: 'InternalError', times: 2 })
    await failureOf(client().describeTasks())
    await failureOf(client().describeTasks())
    expect((await client().describeTasks()).Items).toHaveLength(20)
    expect(await control(simulator, 'GET', 'fault')).toEqual([])
  })

  it('are gone when they are deleted', async () => {
    await put({ kind: 'reset' })
    await control(simulator, 'DELETE', 'fault')
    expect((await client().describeTasks()).Items).toHaveLength(20)
  })

  it('are refused when there is no such kind', async () => {
    await expect(put({ kind: 'earthquake' })).rejects.toThrow(/^400/)
    await expect(put({ kind: 'latency' })).rejects.toThrow(/^400/)
  })

  it('do not keep the simulator from closing while a call stalls', async () => {
    const other = await startSimulator()
    await control(other, 'PUT', 'fault', { kind: 'stall' })
    const stalled = failureOf(createTestClient(other).describeTasks())
    await expect.poll(() => control(other, 'GET', 'calls')).toMatchObject({ total: 1 })
    expect(await milliseconds(() => other.close())).toBeLessThan(1000)
    await stalled
  })
})
