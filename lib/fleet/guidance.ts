import 'server-only'
import type { Viewer } from '@/lib/access/viewer'
import { config } from '@/lib/config'
import { inLocale, type LocalText } from '@/lib/config/local-text'
import type { Locale } from '@/lib/i18n/locale'
import type { Guidance, RuleInWords } from '@/lib/tasks/guidance'
import { failureRules } from './failure-rules'

/** The same for every viewer: it is what the configuration and the product say, and nothing of a task. */
export function guidance(_viewer: Viewer, locale: Locale): Guidance {
  const words = (text: LocalText | undefined) => (text === undefined ? null : inLocale(text, locale))
  const rules = failureRules().map(({ id, title, cause, check, link, runbook = null }): [string, RuleInWords] => [
    id,
    { title: words(title), cause: words(cause), check: words(check), link: words(link), runbook },
  ])
  return {
    rules: Object.fromEntries(rules),
    links: config().links.map(({ name, url }) => ({ name: inLocale(name, locale), url })),
  }
}
