import 'server-only'
import type { Fleet } from './fleet'
import type { VisibleScope } from './scopes'

const ID = /^cdb[a-z]*-[a-z0-9]+$/i

/**
 * The ids of the only instances of a scope that may be seen; null where all may. Names are looked up, and may be a minute
 * old. Throws a ProblemError where they cannot be had: what is not known to be allowed is not shown.
 */
export async function permittedInstances(fleet: Fleet, scope: VisibleScope): Promise<string[] | null> {
  if (scope.only === null) return null
  const ids = scope.only.filter((written) => ID.test(written)).map((id) => id.toLowerCase())
  const patterns = scope.only.filter((written) => !ID.test(written)).map(toPattern)
  if (patterns.length === 0) return ids
  const { names } = await fleet.instanceNames(scope)
  const named = [...names].filter(([id, name]) => patterns.some((pattern) => pattern.test(name) || pattern.test(id)))
  return [...new Set([...ids, ...named.map(([id]) => id)])]
}

/** `*` stands for any characters, `?` for one. */
function toPattern(written: string): RegExp {
  const literal = written.replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${literal.replaceAll(/\*+/g, '.*').replaceAll('?', '.')}$`, 'su')
}
