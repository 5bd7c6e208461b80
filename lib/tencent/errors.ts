import 'server-only'
import type { UpstreamProblemKind } from '@/lib/http/problem'

const BRAND = Symbol.for('cdb-tasks.upstream-error')

interface UpstreamFacts {
  /** The cloud's own code, such as `AuthFailure.SignatureExpire`. */
  code?: string | null
  requestId?: string | null
  /** Of a reply that was no reply of the API. */
  httpStatus?: number | null
  cause?: unknown
}

/** Why one call to the cloud has no answer. Its text is ours alone: the cloud's may quote what should not be repeated. */
export class UpstreamError extends Error {
  readonly [BRAND] = true
  readonly kind: UpstreamProblemKind
  readonly code: string | null
  readonly requestId: string | null
  readonly httpStatus: number | null

  constructor(kind: UpstreamProblemKind, { code, requestId, httpStatus, cause }: UpstreamFacts = {}) {
    super(code ? `${kind}: ${code}` : kind, { cause })
    this.name = 'UpstreamError'
    this.kind = kind
    this.code = code ?? null
    this.requestId = requestId || null
    this.httpStatus = httpStatus ?? null
  }
}

/** By its brand: routes and pages each have their own instance of this module, and of the class. */
export function isUpstreamError(error: unknown): error is UpstreamError {
  return typeof error === 'object' && error !== null && BRAND in error
}

interface Attempt {
  /** The reader went away. */
  cancelled: boolean
  /** Our own deadline passed. */
  timedOut: boolean
}

/**
 * Tells the SDK's five shapes of failure apart. Seen by running tencentcloud-sdk-nodejs 4.1.313: an exception with the
 * cloud's code, one with an HTTP status only, one with nothing but a message, a FetchError or AbortError of node-fetch,
 * and a TypeError where the reply has no `Response`.
 */
export function toUpstreamError(thrown: unknown, { cancelled, timedOut }: Attempt): UpstreamError {
  if (isUpstreamError(thrown)) return thrown
  if (cancelled) return new UpstreamError('cancelled')
  if (timedOut) return new UpstreamError('timeout')
  const { code, httpCode, requestId, name, type, message } = shapeOf(thrown)
  if (code) return new UpstreamError(kindOfCode(code), { code, requestId })
  if (httpCode) return new UpstreamError(kindOfStatus(httpCode), { httpStatus: httpCode, requestId })
  if (type === 'body-timeout' || message.startsWith('network timeout at')) return new UpstreamError('timeout')
  if (type === 'invalid-json' || name === 'TypeError') return new UpstreamError('unreadable-reply')
  return new UpstreamError('network', { cause: thrown })
}

const KINDS_BY_CODE: [RegExp, UpstreamProblemKind][] = [
  [/^RequestLimitExceeded/, 'throttled'],
  [/^AuthFailure\.(UnauthorizedOperation|SubAccountDenied)$/, 'not-permitted'],
  [/^UnauthorizedOperation/, 'not-permitted'],
  [/^OperationDenied\.UserHasNoStrategy$/, 'not-permitted'],
  [/^AuthFailure\.SignatureExpire$/, 'clock-skew'],
  [/^AuthFailure/, 'bad-credentials'],
  [
    /^(InvalidParameter\.InstanceNotFound|ResourceNotFound\.(CdbInstanceNotFoundError|InstanceNotFound\w*))$/,
    'instance-not-found',
  ],
  [/^(InternalError|CdbError|FailedOperation|ResourceUnavailable|ResourceInUse|ServiceUnavailable)/, 'upstream-fault'],
  [/./, 'bad-request'],
]

function kindOfCode(code: string): UpstreamProblemKind {
  return KINDS_BY_CODE.find(([pattern]) => pattern.test(code))?.[1] ?? 'upstream-fault'
}

function kindOfStatus(status: number): UpstreamProblemKind {
  if (status === 429) return 'throttled'
  return status >= 500 ? 'upstream-fault' : 'unreadable-reply'
}

function shapeOf(thrown: unknown) {
  const fields: Record<string, unknown> = typeof thrown === 'object' && thrown !== null ? { ...thrown } : {}
  const { name, message } = thrown instanceof Error ? thrown : { name: '', message: '' }
  return {
    name,
    message,
    code: textOf(fields.code),
    type: textOf(fields.type),
    requestId: textOf(fields.requestId),
    httpCode: typeof fields.httpCode === 'number' ? fields.httpCode : null,
  }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
