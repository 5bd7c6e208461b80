import 'server-only'
import { resolve } from 'node:path'
import { liveAccess, toLiveAccess } from '@/lib/config/access/live-access'
import { checkRules, readAuth } from '@/lib/config/access/read-auth'
import { type AccountsFile, readAccountsFile } from '@/lib/config/accounts-file'
import { missingCredentials, type Places } from '@/lib/config/check-credentials'
import { ConfigError } from '@/lib/config/config-error'
import { demoAccount } from '@/lib/config/demo-account'
import { readTeamRules } from '@/lib/config/failure-rules-file'
import type { Complain, Config, Env } from '@/lib/config/model'
import { podIdentityOf } from '@/lib/config/pod-identity'
import { keysOfEnv } from '@/lib/config/secrets'
import {
  checkPort,
  readAuditLog,
  readEndpoint,
  readPublicUrl,
  readRate,
  readRedisUrl,
  readRegions,
  readRowLimits,
  readSite,
  readSwitch,
  readUtcOffset,
} from '@/lib/config/settings'
import { complainOfUnknown } from '@/lib/config/variables'

export type { Account, Config, Scope } from '@/lib/config/model'
export { ConfigError }

const KEY = Symbol.for('cdb-tasks.config')

/** The configuration of this process, read once. Throws `ConfigError`. */
export function config(): Config {
  // Safe: the symbol is ours. A module is loaded more than once, so what it must keep hangs on `globalThis`.
  const shared = globalThis as unknown as Record<symbol, Config | undefined>
  shared[KEY] ??= readConfig(process.env)
  return shared[KEY]
}

/** Throws `ConfigError` with everything that is wrong at once. An empty variable counts as unset. */
export function readConfig(env: Env): Config {
  const problems: string[] = []
  const complain: Complain = (problem) => problems.push(problem)
  complainOfUnknown(env, complain)
  checkPort(env.PORT, complain)
  const demo = readSwitch(env.CDB_TASKS_DEMO, 'CDB_TASKS_DEMO', complain)
  const { access, ...file } = demo
    ? { accounts: demoAccount(complain), access: null, views: [], links: [] }
    : readAccounts(env, complain)
  const publicUrl = readPublicUrl(env.CDB_TASKS_PUBLIC_URL, 'CDB_TASKS_PUBLIC_URL', complain)
  checkRules(access?.rules ?? [], file.accounts, complain)
  const atStart = toLiveAccess(access ?? { rules: [], tokens: [] })
  const read: Config = {
    demo,
    auth: readAuth({ env, access, publicUrl, complain }),
    access:
      env.CDB_TASKS_CONFIG && !demo ? liveAccess(resolve(env.CDB_TASKS_CONFIG), atStart, file.accounts) : () => atStart,
    trustedProxies: access?.trustedProxies ?? [],
    publicUrl,
    auditLog: readAuditLog(env.CDB_TASKS_AUDIT_LOG, 'CDB_TASKS_AUDIT_LOG', complain),
    rate: readRate(env.CDB_TASKS_RATE, 'CDB_TASKS_RATE', complain),
    ...readRowLimits(env, complain),
    redisUrl: readRedisUrl(env, complain),
    failureRules: readTeamRules(env.CDB_TASKS_FAILURE_RULES, complain),
    utcOffsetMinutes: readUtcOffset(env.CDB_TASKS_UTC_OFFSET, 'CDB_TASKS_UTC_OFFSET', complain),
    ...file,
  }
  if (problems.length > 0) throw new ConfigError(problems)
  return read
}

function readAccounts(env: Env, complain: Complain): AccountsFile {
  const pod = podIdentityOf(env)
  const defaults = {
    regions: readRegions(env.CDB_TASKS_REGIONS, 'CDB_TASKS_REGIONS', complain) ?? ['ap-guangzhou'],
    endpoint: readEndpoint(env.CDB_TASKS_ENDPOINT, 'CDB_TASKS_ENDPOINT', complain),
    site: readSite(env.CDB_TASKS_SITE, 'CDB_TASKS_SITE', complain) ?? 'china',
    credential: keysOfEnv(env, complain) ?? { kind: 'machine' as const, pod },
  }
  const file = env.CDB_TASKS_CONFIG
  if (file) return readAccountsFile(file, 'CDB_TASKS_CONFIG', { ...defaults, pod }, complain)
  return { accounts: [{ name: 'default', ...defaults }], access: null, views: [], links: [] }
}

/** What is missing for the accounts to sign a call, in words; empty when nothing is. */
export function checkCredentials({ accounts }: Config, places?: Places): Promise<string[]> {
  return missingCredentials(accounts, places)
}
