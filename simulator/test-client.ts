import { Agent } from 'node:http'
import { cdb } from 'tencentcloud-sdk-nodejs/tencentcloud/services/cdb/index.js'
import { z } from 'zod'
import { DEMO_SECRET_ID, DEMO_SECRET_KEY, type Simulator } from './server'

const replySchema = z.object({
  TotalCount: z.number(),
  Items: z.array(z.record(z.string(), z.unknown())),
  RequestId: z.uuid(),
})

export type TestReply = z.infer<typeof replySchema>
export type TestClientOptions = {
  region?: string
  secretId?: string
  secretKey?: string
  token?: string
  version?: string
  timeoutSeconds?: number
}

/** The real SDK pointed at a simulator. */
export function createTestClient(simulator: Simulator, options: TestClientOptions = {}) {
  const client = new cdb.v20170320.Client({
    credential: {
      secretId: options.secretId ?? DEMO_SECRET_ID,
      secretKey: options.secretKey ?? DEMO_SECRET_KEY,
      token: options.token,
    },
    region: options.region ?? 'ap-guangzhou',
    profile: {
      httpProfile: {
        endpoint: new URL(simulator.url).host,
        protocol: 'http://',
        reqTimeout: options.timeoutSeconds ?? 5,
        // An agent keeps the SDK off an http_proxy of the environment.
        agent: new Agent(),
      },
    },
  })
  if (options.version !== undefined) client.apiVersion = options.version
  const request = (action: string, body: object): Promise<unknown> => client.request(action, body)
  const list = async (action: string, body: object) => replySchema.parse(await request(action, body))
  return {
    request,
    list,
    async describeTasks(body: object = {}): Promise<TestReply> {
      return list('DescribeTasks', body)
    },
    async describeAllTasks(body: object = {}): Promise<TestReply['Items']> {
      return this.listAll('DescribeTasks', body)
    },
    /** Pages until the count is reached. */
    async listAll(action: string, body: object = {}): Promise<TestReply['Items']> {
      const items: TestReply['Items'] = []
      for (;;) {
        const reply = await list(action, { ...body, Offset: items.length, Limit: 100 })
        items.push(...reply.Items)
        if (items.length >= reply.TotalCount || reply.Items.length === 0) return items
      }
    },
  }
}

/** What a refused call throws, as far as tests look at it. */
export async function failureOf(call: Promise<unknown>): Promise<Record<string, unknown>> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof Error)) throw new Error('The call succeeded.')
  return { ...error, message: error.message, errorType: error.constructor.name }
}

export async function control(simulator: Simulator, method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`${simulator.url}/control/${path}`, {
    method,
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${response.status} ${text}`)
  return text === '' ? undefined : JSON.parse(text)
}
