import { IncomingMessage } from 'node:http'

const FORM = 'application/x-www-form-urlencoded'
const LONGEST_BYTES = 16 * 1_024

/** The only addresses that take more than a question, spelled exactly so. */
export const FORMS = ['/auth/token', '/auth/sign-out']

/** What is wrong with a form that is sent, or null. `publicOrigin` is null where none is configured. */
export function formProblem({ headers }, publicOrigin) {
  if (headers['content-type']?.split(';', 1)[0].trim().toLowerCase() !== FORM) {
    return { kind: 'not-a-form', title: 'This is not a form', status: 415, detail: `The body is ${FORM}.` }
  }
  // What has no length given could be any.
  if (headers['content-length'] === undefined) {
    return { kind: 'length-required', title: 'The length is missing', status: 411, detail: 'Content-Length is needed.' }
  }
  if (Number(headers['content-length']) > LONGEST_BYTES) {
    return {
      kind: 'body-too-long',
      title: 'The form is too long',
      status: 413,
      detail: `A form has at most ${LONGEST_BYTES} bytes.`,
    }
  }
  if (!isOwnForm(headers, publicOrigin)) {
    return {
      kind: 'cross-site',
      title: 'The form is not of this site',
      status: 403,
      detail: 'Sec-Fetch-Site or Origin names another site. Open the sign-in page of this server and try again.',
    }
  }
  return null
}

function isOwnForm({ host, origin, 'sec-fetch-site': site }, publicOrigin) {
  if (![undefined, 'same-origin', 'none'].includes(site)) return false
  // Under `Referrer-Policy: no-referrer` a browser sends its own forms as of "null"; only it can write the other header.
  if (origin === 'null') return site === 'same-origin'
  if (origin === undefined) return true
  return publicOrigin ? origin === publicOrigin : [`http://${host}`, `https://${host}`].includes(origin)
}

const HEAD = [
  'method',
  'url',
  'headers',
  'headersDistinct',
  'rawHeaders',
  'httpVersion',
  'httpVersionMajor',
  'httpVersionMinor',
]

/** Calls back with the same request once all of its form has come; never where it is broken off. */
export function whenWhole(request, receive) {
  const parts = []
  let bytes = 0
  request.on('data', (part) => {
    bytes += part.length
    if (bytes <= LONGEST_BYTES) parts.push(part)
  })
  // What is broken off nobody answers, and nobody prints.
  request.on('error', () => {})
  request.once('end', () => {
    const whole = new IncomingMessage(request.socket)
    for (const part of HEAD) whole[part] = request[part]
    whole.complete = true
    whole.push(Buffer.concat(parts))
    whole.push(null)
    receive(whole)
  })
}
