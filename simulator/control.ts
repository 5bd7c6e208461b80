import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { actions } from './actions/registry'
import type { EndpointState } from './endpoint'
import { faultSchema } from './faults/fault'

class ControlError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message)
    this.name = 'ControlError'
  }
}

type Route = (state: EndpointState, url: URL, body: Buffer) => unknown

function parse<Schema extends z.ZodType>(schema: Schema, body: Buffer): z.output<Schema> {
  let value: unknown
  try {
    value = JSON.parse(body.toString('utf8'))
  } catch {
    throw new ControlError(400, 'The body is not JSON.')
  }
  const parsed = schema.safeParse(value)
  if (!parsed.success) throw new ControlError(400, z.prettifyError(parsed.error))
  return parsed.data
}

function regionOf({ regions }: EndpointState, url: URL): string {
  const region = url.searchParams.get('region') ?? ''
  if (regions.has(region)) return region
  throw new ControlError(404, `No region "${region}"; there are ${[...regions.keys()].join(', ')}.`)
}

function actionOf(url: URL): string {
  const action = url.searchParams.get('action') ?? ''
  if (actions.has(action)) return action
  throw new ControlError(404, `No action "${action}"; there are ${[...actions.keys()].join(', ')}.`)
}

const routes: Record<string, Route> = {
  'GET /control/calls': ({ calls }, url) => calls.counts(url.searchParams.get('action')),
  'DELETE /control/calls': ({ calls }) => calls.reset(),
  'GET /control/limit': ({ rateLimit }) => rateLimit.toJSON(),
  'DELETE /control/limit': ({ rateLimit }) => rateLimit.forget(),
  'GET /control/fault': ({ faults }) => faults.list(),
  'PUT /control/fault': ({ faults }, _url, body) => faults.put(parse(faultSchema, body)),
  'DELETE /control/fault': ({ faults }) => faults.clear(),
  'PUT /control/reply': (state, url, body) =>
    state.replies.put(regionOf(state, url), actionOf(url), parse(z.record(z.string(), z.unknown()), body)),
  'DELETE /control/reply': ({ replies }) => replies.clear(),
  'POST /control/tasks': (state, url, body) =>
    state.regions.get(regionOf(state, url))?.replace(parse(z.array(z.unknown()), body)),
  'DELETE /control/tasks': ({ regions }) => {
    for (const tasks of regions.values()) tasks.replace(undefined)
  },
}

function send(response: ServerResponse, status: number, value: unknown): void {
  if (value === undefined) {
    response.writeHead(status === 200 ? 204 : status).end()
    return
  }
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(value))
}

/** What tests and the demo ask of the simulator itself; no signature is needed. */
export function handleControl(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  body: Buffer,
  state: EndpointState,
): void {
  const route = routes[`${request.method} ${url.pathname}`]
  try {
    if (!route) throw new ControlError(404, `There is ${Object.keys(routes).join(', ')}.`)
    send(response, 200, route(state, url, body))
  } catch (error) {
    if (!(error instanceof ControlError)) throw error
    send(response, error.status, { error: error.message })
  }
}
