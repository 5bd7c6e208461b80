import 'server-only'
import { join, resolve } from 'node:path'
import { processWide } from '@/lib/process-wide'
import { type FailureRule, idSchema, rulesFileSchema } from './failure-rule'
import type { Complain } from './model'
import { namesakesOf, read } from './namesakes'
import { inOwnWords } from './own-words'
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
    complain(`${label}: line ${line}: ${ruleOf(file.content, place)}${name || 'the file'}${words}.`)
  }
  const parsed = rulesFileSchema.safeParse(file.content, { error: inOwnWords })
  for (const { path: place, words } of parsed.error?.issues.flatMap(placesOf) ?? []) at(place, words)
  for (const { index, first } of namesakesOf(file.content, 'rules', 'id')) {
    at(['rules', index, 'id'], ` is the id of rules[${first}] too`)
  }
  for (const [index, id] of idsOf(file.content).entries()) {
    if (taken.has(id)) at(['rules', index, 'id'], ' is the id of a rule that is shipped')
  }
  return parsed.data?.rules ?? []
}

/** By its id, where it has one that may be shown. */
function ruleOf(content: unknown, [list, index]: PropertyKey[]): string {
  const id = list === 'rules' && typeof index === 'number' ? idsOf(content)[index] : undefined
  return id ? `rule ${id}: ` : ''
}

/** Empty where there is none, or none that could be one. */
function idsOf(content: unknown): string[] {
  const rules = read(content, 'rules')
  return (Array.isArray(rules) ? rules : []).map((rule: unknown) => idSchema.safeParse(read(rule, 'id')).data ?? '')
}
