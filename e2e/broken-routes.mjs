import Module from 'node:module'

// Loaded into a test's server by `node --import`: the built app starts as it is, and one page and one route fail.
const BROKEN = ['/app/compare/page.js', '/app/api/guidance/route.js']
const load = Module._load
Module._load = function (request, ...rest) {
  if (BROKEN.some((route) => request.replaceAll('\\', '/').endsWith(route))) throw new Error('Broken by a test')
  return load.call(this, request, ...rest)
}
