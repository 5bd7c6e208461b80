import 'server-only'
import type { SavedView } from '@/lib/tasks/saved-views'
import type { Auth, LiveAccess } from './access/model'
import type { CredentialSource, ReadSecret } from './credential-source'
import type { FailureRule } from './failure-rule'
import type { ConfiguredLink } from './links'

/** One set of credentials, by the name that addresses use. */
export interface Account {
  name: string
  /** Region names, in the order in which they are offered. */
  regions: string[]
  credential: CredentialSource
  /** Overrides the host that every region's calls go to, as `http://127.0.0.1:4400`. */
  endpoint: string | null
  site: Site
}

export type Site = 'china' | 'international'

/** One account in one region: what a single upstream call can ask. */
export interface Scope {
  account: Account
  region: string
}

export interface Config {
  demo: boolean
  auth: Auth
  /** As they are now. */
  access: () => LiveAccess
  /** Whose word on where a request comes from is taken: addresses and ranges. */
  trustedProxies: string[]
  accounts: Account[]
  /** The team's own, for everybody who may see the list. */
  views: SavedView[]
  /** Where a task leads to outside, in the order in which they are shown. */
  links: ConfiguredLink[]
  /** The team's own; they stand before those that are shipped. */
  failureRules: FailureRule[]
  publicUrl: string | null
  /** The file that the audit log goes to; null for standard output. */
  auditLog: string | null
  /** Calls a second, for each credential and host. */
  rate: number
  /** Rows held of one question in one scope. */
  rowsPerScope: number
  /** Rows held in the process; what was least recently asked about is given up first. */
  rowsInMemory: number
  /** Where the replicas meet; null where there is but one, or each goes alone. */
  redisUrl: ReadSecret | null
  /** Of the wall clock that the cloud's times are on. */
  utcOffsetMinutes: number
}

export type Env = Readonly<Record<string, string | undefined>>

/** Takes one thing that is wrong: it names the variable or the path, never the value. */
export type Complain = (problem: string) => void
