import 'server-only'

/** One set of credentials, by the name that addresses use. */
export interface Account {
  name: string
  /** Configured region names; the first is where a page without `region` opens. */
  regions: string[]
}

/** One account in one region: what a single upstream call can ask. */
export interface Scope {
  account: Account
  region: string
}
