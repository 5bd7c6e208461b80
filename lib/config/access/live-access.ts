import 'server-only'
import { type Stats, statSync } from 'node:fs'
import { logRules } from '@/lib/http/log'
import { readYamlFile } from '../yaml-file'
import type { LiveAccess } from './model'
import { accessSchema } from './schema'

/**
 * Rules and tokens as their file says now, so that what is taken away there ends with the next request. A file that can
 * no longer be read changes nothing, and is told once: a slip of the pen does not lock everybody out in an incident.
 */
export function liveAccess(path: string, atStart: LiveAccess): () => LiveAccess {
  let held = atStart
  let seen = stampOf(path)
  return () => {
    const stamp = stampOf(path)
    if (stamp === seen) return held
    seen = stamp
    const read = readAccess(path)
    if (read) held = read
    logRules(read !== null, held.rules.length)
    return held
  }
}

function readAccess(path: string): LiveAccess | null {
  const file = readYamlFile(path, '', () => {})
  // Safe: a file that is no map has no `access`.
  const content = file?.content as { access?: unknown } | undefined
  const { data } = accessSchema.safeParse(content?.access)
  return data ? toLiveAccess(data) : null
}

export function toLiveAccess({
  rules,
  tokens,
}: Pick<ReturnType<typeof accessSchema.parse>, 'rules' | 'tokens'>): LiveAccess {
  return {
    rules: rules.map(({ instances = null, ...rule }) => ({ ...rule, instances })),
    tokens: tokens.map(({ sha256, ...token }) => ({ ...token, sha256: sha256.toLowerCase() })),
  }
}

/** Differs when the file does: a mounted one is replaced by changing where its name leads. */
function stampOf(path: string): string {
  try {
    const { ino, size, mtimeMs }: Stats = statSync(path)
    return `${ino} ${size} ${mtimeMs}`
  } catch {
    return 'away'
  }
}
