import 'server-only'

/**
 * One value for the whole process. A module is loaded once for routes, once for pages and once for instrumentation,
 * so what they must share hangs on `globalThis`.
 */
export function processWide<Value>(name: string, make: () => Value): Value {
  // Safe: the symbol is ours, and each name is used with one type.
  const shared = globalThis as unknown as Record<symbol, Value | undefined>
  const key = Symbol.for(`cdb-tasks.${name}`)
  const value = shared[key] ?? make()
  shared[key] = value
  return value
}
