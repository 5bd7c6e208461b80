import { queryOptions } from '@tanstack/react-query'
import { fetchJson } from '@/lib/http/fetch-json'
import type { Locale } from '@/lib/i18n/locale'
import type { Guidance } from '@/lib/tasks/guidance'

/** What failures mean, and the links of the configuration. It stands for as long as the server runs. */
export function guidanceQuery(locale: Locale) {
  return queryOptions({
    queryKey: ['guidance', locale],
    queryFn: ({ signal }) => fetchJson<Guidance>('/api/guidance', signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
}
