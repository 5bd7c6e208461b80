import { createServer } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEMO_SECRET_ID, type Simulator, startSimulator } from './server'
import { createTestClient, failureOf } from './test-client'

let simulator: Simulator

beforeAll(async () => {
  simulator = await startSimulator()
})
afterAll(() => simulator.close())

describe('a signed call', () => {
  it('is answered when the SDK signs it with the right key', async () => {
    const reply = await createTestClient(simulator).describeTasks()
    expect(reply.Items).toHaveLength(20)
  })

  it('is refused when the key is wrong', async () => {
    const client = createTestClient(simulator, { secretKey: 'another key' })
    expect(await failureOf(client.describeTasks())).toMatchObject({
      code: 'AuthFailure.SignatureFailure',
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    })
  })

  it('is refused when nobody has the SecretId', async () => {
    const client = createTestClient(simulator, { secretId: 'AKIDnobody' })
    expect(await failureOf(client.describeTasks())).toMatchObject({ code: 'AuthFailure.SecretIdNotFound' })
  })

  it('is refused when the body is not the one that was signed', async () => {
    const reply = await sendSigned(JSON.stringify({ Limit: 5 }), JSON.stringify({ Limit: 6 }))
    expect(reply).toMatchObject({ Response: { Error: { Code: 'AuthFailure.SignatureFailure' } } })
  })

  it('is refused with the API version of another product', async () => {
    const client = createTestClient(simulator, { version: '2018-01-01' })
    expect(await failureOf(client.describeTasks())).toMatchObject({ code: 'NoSuchVersion' })
  })

  it('is refused when the action does not exist', async () => {
    const call = createTestClient(simulator).request('DescribeNothing', {})
    expect(await failureOf(call)).toMatchObject({ code: 'InvalidAction' })
  })

  it('is refused when the region does not exist', async () => {
    const client = createTestClient(simulator, { region: 'ap-atlantis' })
    expect(await failureOf(client.describeTasks())).toMatchObject({ code: 'UnsupportedRegion' })
  })

  it('is refused when no region is named', async () => {
    const client = createTestClient(simulator, { region: '' })
    expect(await failureOf(client.describeTasks())).toMatchObject({ code: 'MissingParameter' })
  })
})

/** Has the SDK sign one body, and sends another under its headers. */
async function sendSigned(signed: string, sent: string): Promise<unknown> {
  const headers: Record<string, string> = {}
  const recorder = createServer((request, response) => {
    for (const [name, value] of Object.entries(request.headers)) headers[name] = String(value)
    response.end('{"Response":{"RequestId":"x"}}')
  })
  await new Promise<void>((resolve) => recorder.listen(0, '127.0.0.1', resolve))
  const address = recorder.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const recording = { url: `http://127.0.0.1:${port}`, close: async () => {} }
  await createTestClient(recording).request('DescribeTasks', JSON.parse(signed))
  recorder.closeAllConnections()
  recorder.close()
  for (const name of ['host', 'connection', 'content-length', 'accept-encoding']) delete headers[name]
  const response = await fetch(simulator.url, { method: 'POST', headers, body: sent })
  return response.json()
}

describe('an unsigned call', () => {
  it('is told which header it lacks, with HTTP 200', async () => {
    const response = await fetch(simulator.url, { method: 'POST', body: '{}' })
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ Response: { Error: { Code: 'MissingParameter' } } })
  })

  it('is refused when its Authorization is of another form', async () => {
    const headers = { Authorization: `Bearer ${DEMO_SECRET_ID}` }
    const response = await fetch(simulator.url, { method: 'POST', body: '{}', headers })
    expect(await response.json()).toMatchObject({ Response: { Error: { Code: 'AuthFailure.InvalidAuthorization' } } })
  })
})

describe('a session token', () => {
  it('must be the one that was given out', async () => {
    const guarded = await startSimulator({ sessionToken: 'a token' })
    try {
      const expired = createTestClient(guarded, { token: 'an older token' })
      expect(await failureOf(expired.describeTasks())).toMatchObject({ code: 'AuthFailure.TokenFailure' })
      const reply = await createTestClient(guarded, { token: 'a token' }).describeTasks()
      expect(reply.Items).not.toHaveLength(0)
    } finally {
      await guarded.close()
    }
  })
})
