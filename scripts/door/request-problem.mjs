import { addressProblem } from './address.mjs'
import { FORMS, formProblem } from './forms.mjs'

export const READS = ['GET', 'HEAD']
const MOST_HEADERS = 100
/** A program says nothing of it, and a person at the address bar is of none. */
const OURS = [undefined, 'same-origin', 'none']

/** Why a request goes no further than the door, or null. */
export function requestProblem(request, publicOrigin) {
  const { httpVersion, method, url, headers, headersDistinct, rawHeaders } = request
  if (rawHeaders.length > 2 * MOST_HEADERS) {
    return {
      kind: 'too-many-headers',
      title: 'There are too many headers',
      status: 431,
      detail: `A request has at most ${MOST_HEADERS}.`,
    }
  }
  const hosts = headersDistinct.host?.length ?? 0
  if (hosts > 1 || (hosts === 0 && httpVersion !== '1.0')) {
    return { kind: 'bad-host', title: 'The host is not clear', status: 400, detail: 'A request has one Host header.' }
  }
  if (method === 'POST' && FORMS.includes(url)) return formProblem(request, publicOrigin)
  if (!READS.includes(method)) {
    return {
      kind: 'method-not-allowed',
      title: 'This server only reads',
      status: 405,
      detail: `Allowed: ${READS.join(', ')}.`,
    }
  }
  return addressProblem(url) ?? bodyProblem(headers) ?? siteProblem(request)
}

function bodyProblem(headers) {
  if (headers['transfer-encoding'] === undefined && !(Number(headers['content-length'] ?? 0) !== 0)) return null
  return { kind: 'unexpected-body', title: 'A question has no body', status: 400, detail: 'Send the address alone.' }
}

/** Anyone may link to a page; no other site may read with the reader's session, or show parts of a page in its own. */
function siteProblem({ url, headers }) {
  if (OURS.includes(headers['sec-fetch-site'])) return null
  const path = decodeURIComponent(url.split('?', 1)[0])
  const isData = path === '/api' || path.startsWith('/api/')
  const isOpened = headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'
  if (!isData && isOpened) return null
  return {
    kind: 'cross-site',
    title: 'Another site asked',
    status: 403,
    detail: 'Only pages of this server, programs and a person at the address bar are answered here.',
  }
}
