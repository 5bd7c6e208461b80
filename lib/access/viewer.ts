import 'server-only'
import { type Config, config } from '@/lib/config'
import type { AccessRule, AuthMode } from '@/lib/config/access/model'
import { isProblemError, refuse } from '@/lib/http/problem-error'
import { ADDRESS_HEADER } from '@/lib/http/request-headers'
import { auditRefusal } from './audit'
import { addressOf } from './client-address'
import type { Caller, Identity } from './identity'
import type { Session } from './session'
import { identifyAnyone } from './ways/none'
import { identifyByProxyJwt } from './ways/proxy-jwt'
import { identifyBySession } from './ways/session'
import { identifyByToken } from './ways/token'

/** What may be seen of one scope: all of it, or some instances only, by id or by pattern of their names. */
export type ScopeAccess = 'all' | { instances: string[] }

/** Who asks, and what they may see. Made only by `verify`, and an argument of every read in `lib/fleet`. */
export class Viewer {
  readonly user: string
  readonly groups: string[]
  readonly mode: AuthMode
  /** Where the request came from. */
  readonly address: string
  readonly session: Session | null
  /** Null in mode `none`, which has no rules. */
  readonly #rules: AccessRule[] | null

  /** Nobody else can call it: the key never leaves this module. */
  constructor(key: symbol, { user, groups, session }: Identity, from: ViewerOrigin, rules: AccessRule[] | null) {
    if (key !== verification) throw new Error('A viewer is made by verify only')
    this.user = user
    this.groups = groups
    this.session = session
    this.mode = from.mode
    this.address = from.address
    this.#rules = rules
  }

  /** Null where nothing of the scope may be seen. */
  accessTo(account: string, region: string): ScopeAccess | null {
    if (this.#rules === null) return 'all'
    const rules = this.#rules.filter((rule) => allows(rule.accounts, account) && allows(rule.regions, region))
    if (rules.length === 0) return null
    if (rules.some(({ instances }) => instances === null)) return 'all'
    return { instances: [...new Set(rules.flatMap(({ instances }) => instances ?? []))] }
  }
}

interface ViewerOrigin {
  mode: AuthMode
  address: string
}

const verification = Symbol('verification')

type Settings = Pick<Config, 'auth' | 'access' | 'trustedProxies' | 'publicUrl'>

/** Finds out who sent a request. Throws a ProblemError: `signed-out`, `session-expired` or, where no rule is about them, `no-permission`. */
export async function verify(headers: Headers, settings: Settings = config()): Promise<Viewer> {
  const { auth, access, trustedProxies } = settings
  const address = addressOf(headers, trustedProxies)
  let known: Identity | null = null
  try {
    const identity = await identify({ headers, address }, settings)
    known = identity
    const rules = auth.mode === 'none' ? null : access().rules.filter((rule) => isAbout(rule, identity))
    const viewer = new Viewer(verification, identity, { mode: auth.mode, address }, rules)
    if (rules?.length === 0) refuse('no-permission', { detail: deniedWords(viewer) })
    return viewer
  } catch (error) {
    const who = { user: known?.user ?? null, groups: known?.groups, mode: auth.mode, address }
    if (isProblemError(error)) auditRefusal(who, error.problem, headers.get(ADDRESS_HEADER))
    throw error
  }
}

function identify(caller: Caller, { auth, access, publicUrl }: Settings): Promise<Identity> {
  switch (auth.mode) {
    case 'none':
      return identifyAnyone(caller, auth.reach, publicUrl)
    case 'token':
      return identifyByToken(caller, auth, access)
    case 'proxy-jwt':
      return identifyByProxyJwt(caller, auth.proxy)
    case 'oidc':
      return identifyBySession(caller, auth)
  }
}

function isAbout({ users, groups }: AccessRule, identity: Identity): boolean {
  return allows(users, identity.user) || groups.some((group) => identity.groups.includes(group))
}

function allows(names: string[], name: string): boolean {
  return names.includes('*') || names.includes(name)
}

function deniedWords({ user, groups }: Viewer): string {
  const named = groups.length > 0 ? `in ${groups.slice(0, 50).join(', ')}` : 'in no group'
  return `Signed in as ${user}, ${named}: no access rule is about you.`
}
