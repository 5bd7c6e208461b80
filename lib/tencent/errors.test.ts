import { expect, test } from 'vitest'
import { isUpstreamError, toUpstreamError, UpstreamError } from './errors'

const cloudSaid = (code: unknown, requestId: unknown = 'r-1') =>
  Object.assign(new Error('words of the cloud'), { requestId, traceId: '', code })
const sdkSaid = (message: string, more: object = {}) =>
  Object.assign(new Error(message), { requestId: '', traceId: '' }, more)
const nodeFetchSaid = (more: object) => Object.assign(new Error('Invalid response body'), { name: 'FetchError' }, more)

test.each([
  ['RequestLimitExceeded', 'throttled'],
  ['RequestLimitExceeded.UinLimitExceeded', 'throttled'],
  ['AuthFailure.UnauthorizedOperation', 'not-permitted'],
  ['AuthFailure.SubAccountDenied', 'not-permitted'],
  ['UnauthorizedOperation', 'not-permitted'],
  ['UnauthorizedOperation.NotEnoughPrivileges', 'not-permitted'],
  ['OperationDenied.UserHasNoStrategy', 'not-permitted'],
  ['AuthFailure.SignatureExpire', 'clock-skew'],
  ['AuthFailure', 'bad-credentials'],
  ['AuthFailure.SecretIdNotFound', 'bad-credentials'],
  ['AuthFailure.SignatureFailure', 'bad-credentials'],
  ['AuthFailure.TokenFailure', 'bad-credentials'],
  ['AuthFailure.InvalidSecretId', 'bad-credentials'],
  ['InvalidParameter.InstanceNotFound', 'instance-not-found'],
  ['ResourceNotFound.CdbInstanceNotFoundError', 'instance-not-found'],
  ['ResourceNotFound.InstanceNotFoundError', 'instance-not-found'],
  ['InvalidParameter', 'bad-request'],
  ['InvalidParameterValue.DataConvertError', 'bad-request'],
  ['MissingParameter', 'bad-request'],
  ['UnknownParameter', 'bad-request'],
  ['UnsupportedRegion', 'bad-request'],
  ['OperationDenied', 'bad-request'],
  ['OperationDenied.WrongStatus', 'bad-request'],
  ['InternalError.DatabaseAccessError', 'upstream-fault'],
  ['CdbError', 'upstream-fault'],
  ['ResourceUnavailable', 'upstream-fault'],
  ['SomethingNobodyHasDocumented', 'upstream-fault'],
])('the code %s is %s and stays with the error, beside its request id', (code, kind) => {
  expect(toUpstreamError(cloudSaid(code))).toMatchObject({ kind, code, requestId: 'r-1' })
})

test.each([
  [429, 'throttled'],
  [407, 'network'],
  [403, 'unreadable-reply'],
  [302, 'unreadable-reply'],
  [500, 'upstream-fault'],
  [502, 'upstream-fault'],
  [504, 'upstream-fault'],
])('HTTP status %i alone is %s', (httpStatus, kind) => {
  const error = toUpstreamError(sdkSaid('Bad Gateway', { httpCode: httpStatus }))
  expect(error).toMatchObject({ kind, httpStatus, code: null, requestId: null })
})

test.each([
  ['network timeout at: https://cdb.tencentcloudapi.com/', 'timeout'],
  ['request to https://cdb.tencentcloudapi.com/ failed, reason: read ECONNRESET', 'network'],
  ['The user aborted a request.', 'network'],
])('the bare message “%s” is %s', (message, kind) => {
  expect(toUpstreamError(sdkSaid(message)).kind).toBe(kind)
})

test.each([
  [{ type: 'body-timeout' }, 'timeout'],
  [{ type: 'request-timeout' }, 'timeout'],
  [{ type: 'invalid-json' }, 'unreadable-reply'],
  [{ type: 'max-size' }, 'unreadable-reply'],
  [{ type: 'system', code: 'ECONNRESET' }, 'network'],
  [{ type: 'system', code: 'ERR_STREAM_PREMATURE_CLOSE' }, 'network'],
  [{ type: 'system', code: 'Z_DATA_ERROR' }, 'unreadable-reply'],
  [{ type: 'system', code: 'HPE_INVALID_CONSTANT' }, 'unreadable-reply'],
])('a FetchError %o is %s, and its code is not taken for the cloud’s', (fields, kind) => {
  expect(toUpstreamError(nodeFetchSaid(fields))).toMatchObject({ kind, code: null })
})

test.each([
  ['ECONNREFUSED', true],
  ['ENOTFOUND', true],
  ['CERT_HAS_EXPIRED', true],
  ['ECONNRESET', false],
  ['ERR_STREAM_PREMATURE_CLOSE', false],
  ['HPE_INVALID_CONSTANT', false],
  ['Z_DATA_ERROR', false],
])('of a FetchError with %s one can say whether there was a connection at all', (code, isUnreachable) => {
  expect(toUpstreamError(nodeFetchSaid({ type: 'system', code })).isUnreachable).toBe(isUnreachable)
})

test('a reply without Response is unreadable, while any other TypeError is not blamed on the cloud', () => {
  const noResponse = () => JSON.parse('{}').Response.Error
  expect(toUpstreamError(thrownBy(noResponse)).kind).toBe('unreadable-reply')
  expect(toUpstreamError(thrownBy(() => JSON.parse('null').Response.Error)).kind).toBe('unreadable-reply')
  const invalidUrl = toUpstreamError(thrownBy(() => new URL('no address')))
  expect(invalidUrl).toMatchObject({ kind: 'network', code: null })
})

test('an error reply whose code is missing, a number or no text keeps what it has', () => {
  expect(toUpstreamError(cloudSaid(undefined))).toMatchObject({
    kind: 'unreadable-reply',
    code: null,
    requestId: 'r-1',
  })
  expect(toUpstreamError(cloudSaid(undefined, ''))).toMatchObject({ kind: 'unreadable-reply', requestId: null })
  expect(toUpstreamError(cloudSaid(7))).toMatchObject({ kind: 'upstream-fault', code: '7', requestId: 'r-1' })
  expect(toUpstreamError(cloudSaid({ odd: true }, 5))).toMatchObject({ kind: 'unreadable-reply', code: null })
})

test('a code of any length is cut', () => {
  expect(toUpstreamError(cloudSaid('A'.repeat(100_000))).code).toHaveLength(200)
})

test('the words of the cloud are not in the error', () => {
  expect(toUpstreamError(cloudSaid('CdbError')).message).toBe('upstream-fault: CdbError')
})

test.each([[undefined], [null], ['text'], [7], [{}]])('thrown %o becomes an UpstreamError', (thrown) => {
  expect(toUpstreamError(thrown)).toMatchObject({ kind: 'network', code: null })
})

test('an UpstreamError is itself again, and one of another copy of the module is known by its brand', () => {
  const own = new UpstreamError('timeout')
  expect(toUpstreamError(own)).toBe(own)
  expect(isUpstreamError({ [Symbol.for('cdb-tasks.upstream-error')]: true })).toBe(true)
  expect(isUpstreamError(Object.assign(new Error('x'), { kind: 'timeout', name: 'UpstreamError' }))).toBe(false)
})

function thrownBy(work: () => unknown): unknown {
  try {
    return work()
  } catch (error) {
    return error
  }
}
