import { randomUUID } from 'node:crypto'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { actions } from './actions/registry'
import { ApiError } from './api-error'
import type { CallLog } from './call-log'
import { deliver } from './faults/deliver'
import type { CallFaults, FaultList } from './faults/fault'
import { withListFaults } from './faults/list-faults'
import { withWrongTypes } from './faults/wrong-types'
import type { RateLimit } from './rate-limit'
import type { RegionTasks } from './region-tasks'
import type { ReplyList } from './reply-list'
import { type Credentials, verifySignature } from './signature'

export type EndpointState = {
  credentials: Credentials
  regions: Map<string, RegionTasks>
  rateLimit: RateLimit
  calls: CallLog
  faults: FaultList
  replies: ReplyList
  latencyMs: number
  /** The time of the tasks; signatures go by the machine's clock. */
  now: () => number
  signal: AbortSignal
}

const version = '2017-03-20'
/** Of DescribeTasks; of an action that nobody knows. */
const [documentedPerSecond, usualPerSecond] = [100, 20]

function actionOf(headers: IncomingHttpHeaders): string {
  return String(headers['x-tc-action'] ?? '')
}

function header(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name.toLowerCase()]
  if (typeof value !== 'string' || value === '') {
    throw new ApiError('MissingParameter', `The request lacks the header ${name}.`)
  }
  return value
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

/** Whether the call is within the limit of its action, of its key and host; all limits are scaled alike. */
function hasTurn(headers: IncomingHttpHeaders, { credentials, rateLimit }: EndpointState, nowMs: number): boolean {
  const lane = `${credentials.secretId}@${headers.host}`
  const name = actionOf(headers)
  if (name === '' || name === 'DescribeTasks') return rateLimit.take(lane, nowMs)
  const documented = actions.get(name)?.perSecond ?? usualPerSecond
  const perSecond = Math.max(1, Math.round((documented * rateLimit.perSecond) / documentedPerSecond))
  return rateLimit.take(`${lane} ${name}`, nowMs, perSecond)
}

/** Why the call is turned away as it arrives, which is when the service counts it. */
function refusalOf(headers: IncomingHttpHeaders, body: Buffer, state: EndpointState, skewMs: number): ApiError | null {
  const nowMs = Date.now()
  try {
    verifySignature(headers, body, state.credentials, nowMs + skewMs)
  } catch (error) {
    if (error instanceof ApiError) return error
    throw error
  }
  if (hasTurn(headers, state, nowMs)) return null
  return new ApiError('RequestLimitExceeded', 'Your current request times are over the limit of this second.')
}

function answer(headers: IncomingHttpHeaders, body: Buffer, state: EndpointState, faults: CallFaults, nowMs: number) {
  if (header(headers, 'X-TC-Version') !== version) {
    throw new ApiError('NoSuchVersion', `The version of cdb is ${version}.`)
  }
  const name = header(headers, 'X-TC-Action')
  const action = actions.get(name)
  if (!action) throw new ApiError('InvalidAction', 'The request action is invalid or does not exist.')
  const region = state.regions.get(header(headers, 'X-TC-Region'))
  if (!region) throw new ApiError('UnsupportedRegion', 'The region is not supported by cdb.')
  const parameters = parseJson(body)
  if (typeof parameters !== 'object' || parameters === null || Array.isArray(parameters)) {
    throw new ApiError('InvalidParameter', 'The body is not a JSON object.')
  }
  if (!/^application\/json\b/.test(headers['content-type'] ?? '')) {
    throw new ApiError('InvalidParameter', 'The content type must be application/json.')
  }
  const asked = { ...parameters }
  return (
    state.replies.answer(region.options.region, name, action.paging, asked) ??
    action.answer(asked, { tasks: withListFaults(region, faults), region, nowMs })
  )
}

type Reply = { code: string | null; response: Record<string, unknown> }

function reply(produce: () => Record<string, unknown>): Reply {
  const RequestId = randomUUID()
  try {
    return { code: null, response: { ...produce(), RequestId } }
  } catch (error) {
    const known = error instanceof ApiError
    const code = known ? error.code : 'InternalError'
    const Message = known ? error.message : 'An internal error occurred.'
    return { code, response: { Error: { Code: code, Message }, RequestId } }
  }
}

function bodyText(response: Record<string, unknown>, faults: CallFaults): string {
  switch (faults.answering?.kind) {
    case 'not-json':
      return '<html><body>upstream is being upgraded</body></html>'
    case 'empty':
      return ''
    case 'no-response':
      return '{"Result":null}'
    case 'wrong-types':
      return JSON.stringify({ Response: withWrongTypes(response) })
    default:
      return JSON.stringify({ Response: response })
  }
}

/** The faults that leave nothing to answer; true where one of them has taken the call. */
function takeOver(response: ServerResponse, faults: CallFaults): boolean {
  const fault = faults.answering
  if (fault?.kind === 'reset') response.socket?.resetAndDestroy()
  if (fault?.kind === 'http') {
    if (fault.retryAfter !== undefined) response.setHeader('Retry-After', fault.retryAfter)
    if (fault.location !== undefined) response.setHeader('Location', fault.location)
    response.writeHead(fault.status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(fault.body)
  }
  return fault?.kind === 'reset' || fault?.kind === 'http' || fault?.kind === 'stall'
}

/** Answers one call as cdb does: HTTP 200 with a result or an error, unless a fault says otherwise. */
export async function handleCall(
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
  state: EndpointState,
): Promise<void> {
  const { headers } = request
  const region = String(headers['x-tc-region'] ?? '')
  const call = state.calls.add(actionOf(headers), region, parseJson(body), Date.now())
  const faults = state.faults.take(region, actionOf(headers))
  const skewMs = (faults.get('skew')?.seconds ?? 0) * 1000
  const refusal = refusalOf(headers, body, state, skewMs)
  const delayMs = state.latencyMs + (faults.get('latency')?.ms ?? 0)
  if (delayMs > 0) await sleep(delayMs, undefined, { signal: state.signal })
  const fault = faults.answering
  if (fault) call.code = fault.kind === 'error' ? fault.code : `fault:${fault.kind}`
  if (takeOver(response, faults)) return
  response.setHeader('Date', new Date(Date.now() + skewMs).toUTCString())
  const { code, response: fields } = reply(() => {
    if (fault?.kind === 'error') throw new ApiError(fault.code, fault.message)
    if (refusal) throw refusal
    return answer(headers, body, state, faults, state.now() + skewMs)
  })
  call.code ??= code
  await deliver({ response, body: Buffer.from(bodyText(fields, faults)), signal: state.signal }, faults)
}
