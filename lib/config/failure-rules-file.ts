import 'server-only'
import { join, resolve } from 'node:path'
import { processWide } from '@/lib/process-wide'
import { type FailureRule, rulesFileSchema } from './failure-rule'
import type { Complain } from './model'
import { placesOf, readYamlFile } from './yaml-file'

const LABEL = 'CDB_TASKS_FAILURE_RULES'

/** The team's own rules; none where no file is named. */
export function readTeamRules(file: string | undefined, complain: Complain): FailureRule[] {
  if (!file) return []
  return readRules(resolve(file), LABEL, complain, new Set(shippedRules().map(({ id }) => id)))
}

/** The rules that come with the product. */
export function shippedRules(): FailureRule[] {
  return processWide('shipped-failure-rules', () => {
    // The server runs in the folder of its build, into which the file is traced (next.config.js).
    const file = join(process.cwd(), 'lib/tasks/failure/rules.yaml')
    return readRules(file, 'rules.yaml', (problem) => {
      throw new Error(problem)
    })
  })
}

function readRules(path: string, label: string, complain: Complain, taken = new Set<string>()): FailureRule[] {
  const file = readYamlFile(path, label, complain)
  if (!file) return []
  const at = (place: PropertyKey[], words: string) => {
    const { place: name, line } = file.locate(place)
    complain(`${label}: line ${line}: ${name || 'the file'}${words}.`)
  }
  const parsed = rulesFileSchema.safeParse(file.content)
  if (!parsed.success) {
    for (const { path: place, words } of parsed.error.issues.flatMap(placesOf)) at(place, words)
  }
  complainOfNamesakes(file.content, taken, at)
  return parsed.success ? parsed.data.rules : []
}

type At = (place: PropertyKey[], words: string) => void

/** Looked for in the file as it is written, so that it is told together with all else that is wrong. */
function complainOfNamesakes(content: unknown, taken: Set<string>, at: At): void {
  if (typeof content !== 'object' || content === null || !('rules' in content) || !Array.isArray(content.rules)) return
  const ids = content.rules.map((rule: unknown) =>
    typeof rule === 'object' && rule !== null && 'id' in rule ? rule.id : undefined,
  )
  for (const [index, id] of ids.entries()) {
    if (typeof id !== 'string') continue
    if (taken.has(id)) at(['rules', index, 'id'], ' is the id of a rule that is shipped')
    const first = ids.indexOf(id)
    if (first < index) at(['rules', index, 'id'], ` is the id of rules[${first}] too`)
  }
}
