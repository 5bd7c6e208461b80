import 'server-only'
import { config, type Scope } from '@/lib/config'
import { ProblemError } from '@/lib/http/problem-error'
import { DESCRIBE_INSTANCES } from '@/lib/tencent/details/db-instances'
import { type InstanceNames, listInstanceNames } from '@/lib/tencent/list-instance-names'
import { askSibling } from './details/ask-sibling'
import { SharedReads } from './shared-reads'

/** A name that changes is noticed within a minute. */
const AGE_MS = 60_000

/** The names of the instances of a scope, read once for all; each read throws a ProblemError. */
export function sharedInstanceNames(): (scope: Scope) => Promise<InstanceNames> {
  const shared = new SharedReads<InstanceNames>({ ttlMs: AGE_MS, max: config().accounts.length * 50 })
  return (scope) =>
    shared.read(`${scope.account.name}/${scope.region}`, async (signal) => {
      const read = () => listInstanceNames(scope, signal)
      const { value, problem } = await askSibling(scope, DESCRIBE_INSTANCES, signal, read)
      if (problem) throw new ProblemError(problem)
      return value
    })
}
