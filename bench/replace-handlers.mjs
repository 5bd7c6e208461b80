import Module from 'node:module'

/**
 * From a file that is loaded into the bench's server by `node --import`: the built app starts as it is, and some of its
 * routes then get another handler. Proxy, routing and the framework's handling of a route stay.
 */
export function replaceHandlers(handlers) {
  const load = Module._load
  Module._load = function (request, ...rest) {
    const exports = load.call(this, request, ...rest)
    const path = request.replaceAll('\\', '/')
    const found = Object.entries(handlers).find(([route]) => path.endsWith(route))
    if (found) exports.routeModule.resolveHandler = () => found[1]
    return exports
  }
}
