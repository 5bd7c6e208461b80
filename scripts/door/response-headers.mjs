/** On every response, whoever writes it. */
const ALWAYS = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), browsing-topics=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-robots-tag': 'noindex',
}
/** Of what is no page; a page brings its own, with the nonce of its scripts. */
const POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
const PRIVATE = 'private, no-store'
const VARY = ['Cookie', 'Authorization']
/** The same for all who ask. */
const PUBLIC_FILES = /^\/(_next\/static\/|icon\.svg$|robots\.txt$)/
const TELL_TALES = ['server', 'x-powered-by']

/** What a response says that is written by hand, onto a socket. */
export function bareHeaders(isHttps) {
  return { ...ALWAYS, ...transport(isHttps), 'content-security-policy': POLICY, 'cache-control': PRIVATE }
}

/** Completes the headers of a response in the moment in which they are sent, whoever wrote them before. */
export function completeHeaders(request, response, isHttps) {
  const [path] = request.url.split('?', 1)
  const { writeHead } = response
  response.writeHead = (status, ...rest) => {
    const given = rest.at(-1)
    if (typeof given === 'object') {
      rest.pop()
      for (const [name, value] of Object.entries(given)) response.setHeader(name, value)
    }
    for (const name of TELL_TALES) response.removeHeader(name)
    for (const [name, value] of Object.entries({ ...ALWAYS, ...transport(isHttps) })) response.setHeader(name, value)
    if (!isPage(response)) response.setHeader('content-security-policy', POLICY)
    if (status >= 400 || !PUBLIC_FILES.test(path)) keepPrivate(response)
    return writeHead.call(response, status, ...rest)
  }
}

function isPage(response) {
  const type = String(response.getHeader('content-type'))
  return type.startsWith('text/html') && response.hasHeader('content-security-policy')
}

function keepPrivate(response) {
  if (!/\bno-store\b/.test(response.getHeader('cache-control') ?? '')) response.setHeader('cache-control', PRIVATE)
  const vary = [response.getHeader('vary') ?? []].flat().join(', ')
  const named = vary.toLowerCase().split(/\s*,\s*/)
  const missing = VARY.filter((name) => !named.includes(name.toLowerCase()))
  if (missing.length > 0) response.setHeader('vary', [vary, ...missing].filter(Boolean).join(', '))
}

/** Only said where it can be kept: a browser that was told stays away from plain HTTP for a year. */
function transport(isHttps) {
  return isHttps ? { 'strict-transport-security': 'max-age=31536000' } : {}
}
