import type messages from '@/messages/en.json'
import type { Failure } from './read-message'

type FailureWords = (typeof messages)['failure']
type Rule = keyof FailureWords

/** Message keys of what an error means and what to check. */
export interface Explanation {
  means: `${Rule}.means`
  check: `${Rule}.check`
}

/** MySQL's own numbers that imports, rollbacks, parameter changes and upgrades really meet. */
const MYSQL_RULES = [
  ...[1044, 1045, 1046, 1049, 1050, 1062, 1064, 1114, 1118, 1146, 1153, 1205, 1213, 1227, 1231, 1273, 1366, 1406, 1418],
  ...[1449, 1819, 2002, 2003, 2006, 2013, 3098],
]

/** Null where nothing is known of the error: then nothing is made up. */
export function explain(failure: Failure): Explanation | null {
  const rule = ruleOf(failure)
  return rule && { means: `${rule}.means`, check: `${rule}.check` }
}

function ruleOf({ mysql, network, platform }: Failure): Rule | null {
  // Safe: the messages hold one entry for each of these numbers; a test keeps them equal.
  if (mysql) return MYSQL_RULES.includes(mysql.code) ? (`mysql${mysql.code}` as Rule) : null
  if (network) return `network-${network}`
  return platform?.program === 'lock_inst.cgi' ? 'platform-lock' : null
}
