'use client'

import { useTranslations } from 'next-intl'
import { Icon } from '@/components/ui/icon'
import { visibleControls } from '@/components/ui/long-text'
import { defaultTaskSearch, type TaskSearch, withoutFilters } from '@/lib/tasks/task-search'
import { isRelative } from '@/lib/tasks/task-time'
import type { FailureGroup } from '@/lib/tasks/tasks-page'
import { useFormats } from '../formats'
import { useStatusLabel } from '../use-status-label'
import { rangePreset } from './range-presets'

interface FilterPillsProps {
  search: TaskSearch
  /** What the kind of failure that is filtered by goes by. */
  failures: FailureGroup[]
  onChange: (change: Partial<TaskSearch>) => void
}

interface Pill {
  id: string
  label: string
  without: Partial<TaskSearch>
}

/** What narrows the list, each to be taken away on its own. */
export function FilterPills({ search, failures, onChange }: FilterPillsProps) {
  const t = useTranslations('filters')
  const pills = usePills(search, failures)
  if (pills.length === 0) return null
  const { account, region, from, to } = defaultTaskSearch

  return (
    <ul aria-label={t('active')} className="flex flex-wrap items-center gap-1.5">
      {pills.map(({ id, label, without }) => (
        <li key={id} className="max-w-full">
          <button
            type="button"
            aria-label={t('remove', { name: label })}
            onClick={() => onChange(without)}
            className="inline-flex min-h-6 max-w-full items-center gap-1 rounded-full border border-accent/40 bg-accent-soft py-0.5 pr-1.5 pl-2.5 text-accent text-xs hover:border-accent"
          >
            <bdi className="truncate">{label}</bdi>
            <Icon name="cross" className="size-3" />
          </button>
        </li>
      ))}
      <li>
        <button
          type="button"
          className="min-h-6 px-1.5 text-ink-soft text-xs underline underline-offset-2 hover:text-ink"
          onClick={() => onChange(withoutFilters({ ...search, account, region, from, to }))}
        >
          {t('clearAll')}
        </button>
      </li>
    </ul>
  )
}

function usePills(search: TaskSearch, failures: FailureGroup[]): Pill[] {
  const t = useTranslations('filters')
  const types = useTranslations('taskType')
  const fields = useTranslations('sortField')
  const statusLabel = useStatusLabel()
  const formats = useFormats()
  const bound = (text: string) => (isRelative(text) ? text : formats.dateTime(text))
  const { account, region, instance, async: asyncRequestId, job, type, status, failure, q, at, sort, from, to } = search
  const errorOf = (kind: string) => visibleControls(failures.find((group) => group.kind === kind)?.headline ?? kind)
  const range = useRangeLabel({ from, to }, bound)

  return [
    ...listPills({
      id: 'account',
      values: account,
      label: (name) => t('pillAccount', { value: name }),
      many: (count) => t('accountCount', { count }),
      without: (left) => ({ account: left }),
    }),
    ...listPills({
      id: 'region',
      values: region,
      label: formats.region,
      many: (count) => t('regionCount', { count }),
      without: (left) => ({ region: left }),
    }),
    ...(instance
      ? [{ id: 'instance', label: t('pillInstance', { value: instance }), without: { instance: null } }]
      : []),
    ...(asyncRequestId
      ? [{ id: 'async', label: t('pillAsync', { value: asyncRequestId }), without: { async: null } }]
      : []),
    ...(job ? [{ id: 'job', label: t('pillJob', { value: job }), without: { job: null } }] : []),
    ...(q ? [{ id: 'q', label: t('pillSearch', { value: q }), without: { q: null } }] : []),
    ...(at ? [{ id: 'at', label: t('pillAt', { value: bound(at) }), without: { at: null } }] : []),
    ...listPills({
      id: 'status',
      values: status,
      label: statusLabel,
      many: (count) => t('statusCount', { count }),
      without: (left) => ({ status: left }),
    }),
    ...(failure
      ? [{ id: 'failure', label: t('pillFailure', { value: errorOf(failure) }), without: { failure: null } }]
      : []),
    ...listPills({
      id: 'type',
      values: type,
      label: types,
      many: (count) => t('typeCount', { count }),
      without: (left) => ({ type: left }),
    }),
    ...(range ? [{ id: 'range', label: range, without: { from: defaultTaskSearch.from, to: null } }] : []),
    ...(sort
      ? [
          {
            id: 'sort',
            label: t('pillSort', { value: `${fields(sort.field)} ${sort.descending ? '↓' : '↑'}` }),
            without: { sort: null },
          },
        ]
      : []),
  ]
}

/** More values of one filter than these are one pill: twenty would push the rows off the screen. */
const EACH_ON_ITS_OWN = 5

interface ListPills<Value extends string> {
  id: string
  values: Value[]
  label: (value: Value) => string
  many: (count: number) => string
  without: (left: Value[]) => Partial<TaskSearch>
}

function listPills<Value extends string>({ id, values, label, many, without }: ListPills<Value>): Pill[] {
  if (values.length > EACH_ON_ITS_OWN) return [{ id, label: many(values.length), without: without([]) }]
  return values.map((value) => ({
    id: `${id} ${value}`,
    label: label(value),
    without: without(values.filter((other) => other !== value)),
  }))
}

/** Null for the default range, which narrows nothing that a reader has chosen. */
function useRangeLabel({ from, to }: Pick<TaskSearch, 'from' | 'to'>, bound: (text: string) => string): string | null {
  const t = useTranslations('filters')
  if (from === defaultTaskSearch.from && to === null) return null
  const preset = rangePreset({ from, to })
  if (preset) return t(preset)
  if (to === null) return t('pillRange', { value: t('rangeFrom', { from: bound(from) }) })
  const value =
    from === 'all' ? t('rangeUntil', { to: bound(to) }) : t('rangeBetween', { from: bound(from), to: bound(to) })
  return t('pillRange', { value })
}
