import type { FacetCount } from '@/lib/tasks/tasks-page'
import { useFormats } from '../formats'

/** The count of a value, for people; none where none was counted, which is not to say that there is none. */
export function useFacetCounts(counts: FacetCount[] = []): (value: string) => string | undefined {
  const { number } = useFormats()
  const byValue = new Map(counts.map(({ value, count }) => [value, number(count)]))
  return (value) => byValue.get(value)
}
