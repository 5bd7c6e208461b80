import 'server-only'
import { config } from '@/lib/config'
import type { FailureRule, RuleCondition } from '@/lib/config/failure-rule'
import { shippedRules } from '@/lib/config/failure-rules-file'
import { failureTextOf } from '@/lib/tasks/failure/failure-text'
import { type Failure, readMessage } from '@/lib/tasks/failure/read-message'
import type { Task, TaskFailure } from '@/lib/tasks/task'
import { mysqlErrorName } from './mysql-error-name'

/** Patterns look no further: an error stands at the beginning, and a reply may bring megabytes. */
const READ_CHARACTERS = 20_000

/** The rules in the order in which they are asked: the team's, then those that are shipped. */
export function failureRules(): FailureRule[] {
  return [...config().failureRules, ...shippedRules()]
}

/** The first rule with words that matches explains; of the team's rules that match, every runbook is about it. */
export function explainFailure(task: Task, rules = failureRules()): Omit<TaskFailure, 'kind'> {
  const facts = factsOf(task)
  const runbooks: string[] = []
  let rule: string | null = null
  for (const candidate of rules) {
    const isWanted = candidate.runbook !== undefined || (rule === null && candidate.cause !== undefined)
    if (!isWanted || !candidate.match.some((condition) => holds(condition, facts))) continue
    if (candidate.cause !== undefined) rule ??= candidate.id
    if (candidate.runbook !== undefined) runbooks.push(candidate.id)
  }
  const mysqlError = facts.failure.mysql && mysqlErrorName(facts.failure.mysql.code)
  return { rule, ...(runbooks.length > 0 && { runbooks }), ...(mysqlError && { mysqlError }) }
}

interface Facts {
  type: Task['type']
  code: string
  failure: Failure
  text: string
}

function factsOf(task: Task): Facts {
  const failure = readMessage(failureTextOf(task) ?? '')
  const text = failure.lines.join('\n').slice(0, READ_CHARACTERS)
  return { type: task.type, code: String(task.code), failure, text }
}

function holds({ type, code, mysql, network, platform, message }: RuleCondition, facts: Facts): boolean {
  const { failure } = facts
  return (
    (!type || type.some((slug) => slug === facts.type)) &&
    (!code || code.some((one) => String(one) === facts.code)) &&
    (!mysql || mysql.some((number) => number === failure.mysql?.code)) &&
    (!network || network.some((fault) => fault === failure.network)) &&
    (!platform || platform.some((one) => one === failure.platform?.program || one === failure.platform?.code)) &&
    (!message || message.test(facts.text))
  )
}
