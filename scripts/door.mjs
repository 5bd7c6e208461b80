import http from 'node:http'

const READS = ['GET', 'HEAD']
/** The framework takes these names for its own and hands them to no route. */
const FRAMEWORK_NAMES = /^(__proto__$|nxt[PI])/

/**
 * Stands before the framework, in its process, and refuses what it would answer with a bare 500 or quietly misread.
 * Holds for the next server that is made only: in the demo the simulated cloud comes after it.
 */
export function standAtTheDoor() {
  const { createServer } = http
  http.createServer = (listener) => {
    http.createServer = createServer
    return createServer((request, response) => {
      const problem = problemOf(request)
      if (problem) refuse(request, response, problem)
      else listener(request, response)
    })
  }
}

function problemOf({ method, url }) {
  if (!READS.includes(method)) {
    return {
      kind: 'method-not-allowed',
      title: 'This server only reads',
      status: 405,
      detail: `Allowed: ${READS.join(', ')}.`,
    }
  }
  const [path, query = ''] = url.split(/\?(.*)/s)
  if (!isDecodable(path) || !isDecodable(query)) {
    return {
      kind: 'bad-address',
      title: 'The address cannot be read',
      status: 400,
      detail: 'A "%" in it does not begin a character in UTF-8. Write a percent sign itself as %25.',
    }
  }
  const taken = [...new URLSearchParams(query).keys()].find((name) => FRAMEWORK_NAMES.test(name))
  if (taken !== undefined) {
    return {
      kind: 'bad-parameter',
      title: 'A parameter is not understood',
      status: 400,
      detail: `There is no parameter ${JSON.stringify(taken.slice(0, 100))}.`,
      parameters: [{ parameter: taken.slice(0, 100), value: '', reason: 'unknown-parameter', allowed: [] }],
    }
  }
  return null
}

function isDecodable(text) {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

function refuse(request, response, { kind, title, status, detail, ...more }) {
  const asPage = request.headers.accept?.includes('text/html')
  const body = asPage
    ? `<!doctype html><meta charset="utf-8"><title>${title}</title><h1>${title} · 无法处理此请求</h1>` +
      `<p>${detail.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p><p><a href="/tasks">cdb-tasks</a></p>`
    : JSON.stringify({ type: `urn:cdb-tasks:problem:${kind}`, title, status, detail, ...more })
  response.writeHead(status, {
    ...(status === 405 && { allow: READS.join(', ') }),
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'",
    'content-type': asPage ? 'text/html; charset=utf-8' : 'application/problem+json; charset=utf-8',
    'x-content-type-options': 'nosniff',
    // What a refused request still sends is not read.
    connection: 'close',
  })
  response.end(request.method === 'HEAD' ? undefined : body)
}
