'use client'

import { useTranslations } from 'next-intl'
import { Disclosure } from '@/components/ui/disclosure'
import { Icon } from '@/components/ui/icon'
import { ToneIcon } from '@/components/ui/tone-mark'
import type { TaskSearch } from '@/lib/tasks/task-search'
import { statusGroups, statusTone, type TaskStatus, ungrouped } from '@/lib/tasks/task-status'
import type { Facets } from '@/lib/tasks/tasks-page'
import type { Tone } from '@/lib/tone'
import { useFormats } from '../formats'
import { useStatusLabel } from '../use-status-label'
import { pressedOf, toggleStatuses } from './status-choice'
import { countOf } from './status-counts'

interface StatusStripProps {
  search: Pick<TaskSearch, 'status' | 'from'>
  /** Null before anything was read. */
  facets: Pick<Facets, 'status'> | null
  /** Still active from before the range, which no status counts. */
  earlierCount: number
  /** Every status was asked for and all of it read: one that is not counted has none. */
  complete: boolean
  /** Not all that was asked for has been read: a count may be too low. */
  partial: boolean
  onChange: (change: Pick<TaskSearch, 'status'>) => void
}

/** How many tasks there are of each status; each is a switch of the filter. */
export function StatusStrip({ search, facets, earlierCount, complete, partial, onChange }: StatusStripProps) {
  const t = useTranslations('overview')
  const label = useStatusLabel()
  const chosen = ungrouped(search.status)
  const counted = { facet: facets?.status ?? [], complete, chosen }
  const toggle = (statuses: TaskStatus[]) => onChange({ status: toggleStatuses(search.status, statuses) })
  const countedAs = (status: TaskStatus) => ({
    tone: statusTone(status),
    label: label(status),
    count: countOf([status], counted),
  })
  const chip = (status: TaskStatus, look?: string) => (
    <StatusChip
      key={status}
      {...countedAs(status)}
      look={look}
      pressed={chosen.has(status)}
      onToggle={() => toggle([status])}
    />
  )

  return (
    <fieldset className="flex flex-wrap items-center gap-1.5 text-ink-soft text-sm">
      <legend className="sr-only">{t('statuses')}</legend>
      {chip('failed')}
      <StatusChip
        tone="active"
        label={label('active')}
        count={countOf(statusGroups.active, counted)}
        earlier={earlierCount}
        title={t('activeIs', { statuses: statusGroups.active.map(label).join(' · ') })}
        pressed={pressedOf(statusGroups.active, chosen)}
        onToggle={() => toggle(statusGroups.active)}
      />
      {chip('succeed')}
      {RARE.filter((status) => chosen.has(status) || countOf([status], counted)).map((status) =>
        chip(status, chosen.has(status) ? '' : 'max-sm:hidden'),
      )}
      <Disclosure
        summaryClass="inline-flex min-h-7 items-center gap-1 rounded-md px-1.5 hover:bg-hover hover:text-ink"
        summary={
          <>
            {t('moreStatuses')}
            <Icon name="chevron" className="size-3" />
          </>
        }
      >
        <ul>
          {[...statusGroups.active, ...statusGroups.finished, 'unknown' as const].map((status) => (
            <li key={status}>
              <label className="flex min-h-7 items-center gap-2 [&>:nth-child(4)]:ml-auto [&>:nth-child(4)]:pl-4">
                <input type="checkbox" checked={chosen.has(status)} onChange={() => toggle([status])} />
                <StatusCount {...countedAs(status)} />
              </label>
            </li>
          ))}
        </ul>
      </Disclosure>
      {chosen.has('waiting') && search.from !== 'all' && (
        <span className="px-1.5 text-ink-faint text-xs">{t('waitingSince')}</span>
      )}
      {partial && <span className="px-1.5 text-pending text-xs">{t('partial')}</span>}
    </fieldset>
  )
}

/** In sight only where there are some, and room. */
const RARE: TaskStatus[] = ['killed', 'removed', 'unknown']

interface StatusCountProps {
  tone: Tone
  label: string
  count: number | null
  earlier?: number
}

interface StatusChipProps extends StatusCountProps {
  title?: string
  look?: string
  pressed: boolean | 'mixed'
  onToggle: () => void
}

function StatusChip({ title, look = '', pressed, onToggle, ...counted }: StatusChipProps) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      title={title}
      onClick={onToggle}
      className={`${look} inline-flex min-h-7 items-center gap-1.5 whitespace-nowrap rounded-full border border-line bg-raised px-2.5 hover:border-line-strong hover:text-ink aria-[pressed=mixed]:border-accent aria-[pressed=mixed]:border-dashed aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-ink aria-pressed:inset-ring aria-pressed:inset-ring-accent`}
    >
      <StatusCount {...counted} />
    </button>
  )
}

function StatusCount({ tone, label, count, earlier = 0 }: StatusCountProps) {
  const t = useTranslations('overview')
  const { number } = useFormats()
  return (
    <>
      <ToneIcon tone={tone} />
      <span>{label}</span>{' '}
      {count !== null && (
        <span className={count === 0 ? 'text-ink-faint' : 'font-semibold text-ink'}>{number(count)}</span>
      )}
      {earlier > 0 && <span className="text-ink-faint">{t('earlier', { count: number(earlier) })}</span>}
    </>
  )
}
