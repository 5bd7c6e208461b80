import 'server-only'
import { type Stats, statSync } from 'node:fs'
import { z } from 'zod'
import { logRules } from '@/lib/http/log'
import type { Account, Complain } from '../model'
import { namesakesOf, read } from '../namesakes'
import { checkForm, readYamlFile } from '../yaml-file'
import type { LiveAccess } from './model'
import { checkRules } from './read-auth'
import { accessSchema, type WrittenAccess, writtenAccess } from './schema'

const LABEL = 'CDB_TASKS_CONFIG'
/** The other parts of the file want a restart. */
const fileSchema = z.looseObject({ access: accessSchema })

/**
 * Rules and tokens as their file says now, so that what is taken away there ends with the next request. A file that
 * the server would not start with changes nothing, and is told once: a slip of the pen locks nobody out in an incident.
 */
export function liveAccess(path: string, atStart: LiveAccess, accounts: Account[]): () => LiveAccess {
  let held = atStart
  let seen = stampOf(path)
  return () => {
    const stamp = stampOf(path)
    if (stamp === seen) return held
    seen = stamp
    const problems: string[] = []
    const now = readAccess(path, accounts, (problem) => problems.push(problem))
    if (now && problems.length === 0) held = now
    logRules(problems, held.rules.length)
    return held
  }
}

function readAccess(path: string, accounts: Account[], complain: Complain): LiveAccess | null {
  const file = readYamlFile(path, LABEL, complain)
  if (!file) return null
  checkForm(file, fileSchema, LABEL, complain)
  const content = read(file.content, 'access')
  for (const { index, first } of namesakesOf(content, 'tokens', 'name'))
    complain(`${LABEL}: access.tokens[${index}].name is the name of access.tokens[${first}] too.`)
  const written = writtenAccess(content)
  checkRules(written?.rules ?? [], accounts, complain)
  return written && toLiveAccess(written)
}

/** What of it has the right form. */
export function toLiveAccess({ rules, tokens }: Pick<WrittenAccess, 'rules' | 'tokens'>): LiveAccess {
  const sound = rules.filter((rule) => rule !== null)
  return {
    rules: sound.map(({ instances = null, ...rule }) => ({ ...rule, instances })),
    tokens: tokens?.map(({ sha256, ...token }) => ({ ...token, sha256: sha256.toLowerCase() })) ?? [],
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
