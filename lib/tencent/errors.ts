import 'server-only'
import type { UpstreamProblemKind } from '@/lib/http/problem'

const BRAND = Symbol.for('cdb-tasks.upstream-error')

interface UpstreamFacts {
  /** The cloud's own code, such as `AuthFailure.SignatureExpire`. */
  code?: string | null
  requestId?: string | null
  /** Of a reply that was no reply of the API. */
  httpStatus?: number | null
  heldUntilMs?: number | null
  cause?: unknown
}

/** Why one call to the cloud has no answer. Its text is ours alone: the cloud's may quote what should not be repeated. */
export class UpstreamError extends Error {
  readonly [BRAND] = true
  readonly kind: UpstreamProblemKind
  readonly code: string | null
  readonly requestId: string | null
  readonly httpStatus: number | null
  /** Nothing was sent: this is how the last call failed, and when one is sent again, epoch milliseconds. */
  readonly heldUntilMs: number | null
  /** How long the cloud bade us wait. */
  retryAfterMs: number | null = null
  /** How many calls had gone out, this failed one counted. */
  attempts = 0
  /** The next signature will have the cloud's time. */
  isClockCorrected = false

  constructor(kind: UpstreamProblemKind, { code, requestId, httpStatus, heldUntilMs, cause }: UpstreamFacts = {}) {
    super(code ? `${kind}: ${code}` : kind, { cause })
    this.name = 'UpstreamError'
    this.kind = kind
    this.code = code || null
    this.requestId = requestId || null
    this.httpStatus = httpStatus ?? null
    this.heldUntilMs = heldUntilMs ?? null
  }

  /** Why a connection failed, in the system's word or that of TLS: ENOTFOUND, CERT_HAS_EXPIRED. */
  get systemCode(): string | null {
    const { systemCode } = shapeOf(this.cause)
    return this.kind === 'network' && /^[A-Z][A-Z0-9_]{1,60}$/.test(systemCode ?? '') ? systemCode : null
  }

  /** No connection came about: not one that broke later. */
  get isUnreachable(): boolean {
    const { systemCode } = this
    return systemCode !== null && !BROKE_LATER.test(systemCode)
  }
}

/** Codes of the system for a connection that had been there. */
const BROKE_LATER = /^(ECONNRESET|EPIPE|ERR_STREAM_PREMATURE_CLOSE)$/

/** By its brand: routes and pages each have their own instance of this module, and of the class. */
export function isUpstreamError(error: unknown): error is UpstreamError {
  return typeof error === 'object' && error !== null && BRAND in error
}

/**
 * Tells the SDK's shapes of failure apart. Seen by running tencentcloud-sdk-nodejs 4.1.313: an exception with the
 * cloud's code, one with an HTTP status only, one with nothing but a message, a FetchError or AbortError of node-fetch,
 * and a TypeError where the reply has no `Response`.
 */
export function toUpstreamError(thrown: unknown): UpstreamError {
  if (isUpstreamError(thrown)) return thrown
  const { hasCode, code, systemCode, httpCode, requestId, name, type, message } = shapeOf(thrown)
  if (name === 'FetchError') return new UpstreamError(kindOfFetchError(type, systemCode), { cause: thrown })
  if (code !== null) return new UpstreamError(kindOfCode(code), { code, requestId })
  if (httpCode !== null) return new UpstreamError(kindOfStatus(httpCode), { httpStatus: httpCode, requestId })
  // An `Error` that names no code: the SDK sets the property all the same.
  if (hasCode || requestId !== null) return new UpstreamError('unreadable-reply', { requestId })
  if (message.startsWith('network timeout at')) return new UpstreamError('timeout')
  if (name === 'TypeError' && /reading '(Response|Error)'/.test(message)) return new UpstreamError('unreadable-reply')
  return new UpstreamError('network', { cause: thrown })
}

function kindOfFetchError(type: string | null, systemCode: string | null): UpstreamProblemKind {
  if (type === 'body-timeout' || type === 'request-timeout') return 'timeout'
  const isUnreadable = type === 'invalid-json' || type === 'max-size'
  return isUnreadable || (systemCode && /^(Z|HPE)_/.test(systemCode)) ? 'unreadable-reply' : 'network'
}

const KINDS_BY_CODE: [RegExp, UpstreamProblemKind][] = [
  [/^RequestLimitExceeded/, 'throttled'],
  [/^AuthFailure\.(UnauthorizedOperation|SubAccountDenied)/, 'not-permitted'],
  [/^UnauthorizedOperation/, 'not-permitted'],
  [/^OperationDenied\.UserHasNoStrategy/, 'not-permitted'],
  [/^AuthFailure\.SignatureExpire/, 'clock-skew'],
  [/^AuthFailure/, 'bad-credentials'],
  [/^(InvalidParameter|ResourceNotFound)\.(Cdb)?InstanceNotFound/, 'instance-not-found'],
  [
    /^(Invalid|Missing|Unknown|Unsupported|OperationDenied|NoSuch|LimitExceeded|ResourceNotFound|ActionOffline)/,
    'bad-request',
  ],
]

/** A code that is not known to be about the question is taken for the cloud's own trouble. */
function kindOfCode(code: string): UpstreamProblemKind {
  return KINDS_BY_CODE.find(([pattern]) => pattern.test(code))?.[1] ?? 'upstream-fault'
}

/** 407 is the egress proxy's: the cloud was not reached. */
function kindOfStatus(status: number): UpstreamProblemKind {
  if (status === 429) return 'throttled'
  if (status === 407) return 'network'
  return status >= 500 ? 'upstream-fault' : 'unreadable-reply'
}

function shapeOf(thrown: unknown) {
  const fields: Record<string, unknown> = typeof thrown === 'object' && thrown !== null ? { ...thrown } : {}
  const { name, message } = thrown instanceof Error ? thrown : { name: '', message: '' }
  // The SDK's exception. On any other error `code` is the system's.
  const isSdks = 'requestId' in fields && 'traceId' in fields
  return {
    name,
    message,
    hasCode: isSdks && 'code' in fields,
    code: isSdks ? codeOf(fields.code) : null,
    systemCode: textOf(fields.code),
    type: textOf(fields.type),
    requestId: textOf(fields.requestId),
    httpCode: typeof fields.httpCode === 'number' ? fields.httpCode : null,
  }
}

function codeOf(value: unknown): string | null {
  return typeof value === 'number' ? String(value) : textOf(value)
}

const LONGEST = 200

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value.slice(0, LONGEST) : null
}
