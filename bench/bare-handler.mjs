// Loaded into the bench's server by `node --import`: the built app starts as it is, and two of its routes then get
// another handler. What a bare one leaves out is this product's own work; proxy, routing and the framework's handling of
// a route stay. Whether it took is the bench's to check, by the bytes.
import Module from 'node:module'

const handlers = {
  '/app/api/openapi.json/route.js': bare,
  '/app/healthz/route.js': () => Response.json(process.cpuUsage()),
}
const load = Module._load
let reply = null

Module._load = function (request, ...rest) {
  const exports = load.call(this, request, ...rest)
  const path = request.replaceAll('\\', '/')
  const found = Object.entries(handlers).find(([route]) => path.endsWith(route))
  if (found) exports.routeModule.resolveHandler = () => found[1]
  return exports
}

async function bare(request) {
  reply ??= await readList(request)
  return new Response(reply.bytes, { headers: reply.headers })
}

/** The bytes and headers of `/api/tasks` with the same query, read once. */
async function readList({ url }) {
  const response = await fetch(new URL(`/api/tasks${new URL(url).search}`, url), { cache: 'no-store' })
  const names = ['cache-control', 'content-type', 'x-content-type-options']
  return {
    bytes: new Uint8Array(await response.arrayBuffer()),
    headers: names.map((name) => [name, response.headers.get(name) ?? '']),
  }
}
