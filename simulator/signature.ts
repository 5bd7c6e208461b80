import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { ApiError } from './api-error'

export type Credentials = { secretId: string; secretKey: string; sessionToken?: string }

const algorithm = 'TC3-HMAC-SHA256'
const authorizationPattern =
  /^TC3-HMAC-SHA256 Credential=([^/\s]+)\/(\d{4}-\d{2}-\d{2})\/([^/\s]+)\/tc3_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/
const toleranceSeconds = 300

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex')
}

function hmac(key: string | Buffer, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest()
}

function headerValue(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name]
  if (typeof value !== 'string') {
    throw new ApiError('AuthFailure.SignatureFailure', `The signed header ${name} is not in the request.`)
  }
  // The SDK signs the host without its port, though the header has it.
  return name === 'host' ? value.replace(/:\d+$/, '') : value
}

function canonicalRequest(headers: IncomingHttpHeaders, signedHeaders: string, body: Buffer): string {
  const lines = signedHeaders.split(';').map((name) => `${name}:${headerValue(headers, name).trim().toLowerCase()}\n`)
  return ['POST', '/', '', lines.join(''), signedHeaders, sha256(body)].join('\n')
}

function readTimestamp(headers: IncomingHttpHeaders): number {
  const text = headers['x-tc-timestamp']
  if (text === undefined) throw new ApiError('MissingParameter', 'The request lacks the header X-TC-Timestamp.')
  const seconds = Number(text)
  if (!Number.isSafeInteger(seconds)) {
    throw new ApiError('InvalidParameterValue', 'X-TC-Timestamp is not a whole number of seconds.')
  }
  return seconds
}

/** Throws the cloud's AuthFailure, or MissingParameter, unless the request is signed with the key and in time. */
export function verifySignature(
  headers: IncomingHttpHeaders,
  body: Buffer,
  credentials: Credentials,
  nowMs: number,
): void {
  const authorization = headers.authorization
  if (authorization === undefined) {
    throw new ApiError('MissingParameter', 'The request lacks the header Authorization.')
  }
  const match = authorizationPattern.exec(authorization)
  if (!match) {
    throw new ApiError('AuthFailure.InvalidAuthorization', 'The header Authorization does not have the form of TC3.')
  }
  const [, secretId = '', date = '', service = '', signedHeaders = '', signature = ''] = match
  if (secretId !== credentials.secretId) {
    throw new ApiError('AuthFailure.SecretIdNotFound', 'The SecretId is not found, please ensure that it is correct.')
  }
  const timestamp = readTimestamp(headers)
  if (Math.abs(nowMs / 1000 - timestamp) > toleranceSeconds) {
    throw new ApiError(
      'AuthFailure.SignatureExpire',
      `The provided credentials could not be validated. Signature expired: the server's time is ${Math.floor(nowMs / 1000)}, X-TC-Timestamp ${timestamp}.`,
    )
  }
  const names = signedHeaders.split(';')
  const stringToSign = [
    algorithm,
    timestamp,
    `${date}/${service}/tc3_request`,
    sha256(canonicalRequest(headers, signedHeaders, body)),
  ].join('\n')
  const key = hmac(hmac(hmac(`TC3${credentials.secretKey}`, date), service), 'tc3_request')
  const expected = hmac(key, stringToSign)
  const dateFits = new Date(timestamp * 1000).toISOString().slice(0, 10) === date
  const signsEnough = names.includes('content-type') && names.includes('host')
  if (!dateFits || !signsEnough || !timingSafeEqual(expected, Buffer.from(signature, 'hex'))) {
    throw new ApiError(
      'AuthFailure.SignatureFailure',
      'The provided credentials could not be validated. Please check your signature is correct.',
    )
  }
  if (credentials.sessionToken !== undefined && headers['x-tc-token'] !== credentials.sessionToken) {
    throw new ApiError('AuthFailure.TokenFailure', 'The token in X-TC-Token is wrong or has expired.')
  }
}
