import type { LinkTemplate } from './links-out'

/** What the server knows of failures and of places outside, in the reader's language. */
export interface Guidance {
  /** By the ids that `Task.failure` names. */
  rules: Record<string, RuleInWords>
  links: LinkTemplate[]
}

export interface RuleInWords {
  title: string | null
  cause: string | null
  check: string | null
  /** Documentation. */
  link: string | null
  /** The team's own. */
  runbook: string | null
}
