import { STATUS_CODES } from 'node:http'
import { bareHeaders } from './response-headers.mjs'

/** Milliseconds, and bytes. */
export const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: 16 * 1_024,
  // The door says what is missing, with the headers of all its answers.
  requireHostHeader: false,
}
/** An answer of which nothing is taken for so long is given up. */
const IDLE_MS = 60_000
const MOST_CONNECTIONS = 2_048

const STATUS_OF_ERROR = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 }

/** Bounds what connections cost, and ends at once what is no question: an upgrade, a tunnel, what is not HTTP. */
export function boundConnections(server, isHttps) {
  server.timeout = IDLE_MS
  server.maxConnections = MOST_CONNECTIONS
  server.on('upgrade', (_, socket) => end(socket, 426, isHttps, { upgrade: 'HTTP/1.1' }))
  server.on('connect', (_, socket) => end(socket, 405, isHttps, { allow: 'GET, HEAD' }))
  server.on('clientError', ({ code }, socket) => {
    // A reset, or the rest of what was answered already.
    if (!socket.writable || socket.bytesWritten > 0) socket.destroy()
    else end(socket, STATUS_OF_ERROR[code] ?? 400, isHttps)
  })
  // The framework has an upgrade listener of its own, which would follow where the address leads.
  const { on } = server
  server.on = (event, listener) => (event === 'upgrade' ? server : on.call(server, event, listener))
}

function end(socket, status, isHttps, more = {}) {
  const headers = { ...bareHeaders(isHttps), ...more, connection: 'close', 'content-length': '0' }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.on('error', () => {})
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n`, () => socket.destroy())
}
