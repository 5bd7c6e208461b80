const EMPTY = new URL('./server-only.mjs', import.meta.url).href

/** Resolves the module that refuses to be read outside of a server to an empty one. */
export function resolve(specifier, context, next) {
  return specifier === 'server-only' ? { url: EMPTY, shortCircuit: true } : next(specifier, context)
}
