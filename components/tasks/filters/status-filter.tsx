'use client'

import { useTranslations } from 'next-intl'
import { buttonLook } from '@/components/ui/button'
import { Disclosure } from '@/components/ui/disclosure'
import { Icon } from '@/components/ui/icon'
import type { StatusFilter as StatusName } from '@/lib/tasks/task-search'
import { taskStatuses, taskStatusSlugs } from '@/lib/tasks/task-status'
import { useStatusLabel } from '../use-status-label'
import { CheckList } from './check-list'

export { useStatusLabel }

const CHIPS = ['failed', 'active', 'succeed'] as const satisfies StatusName[]

interface StatusFilterProps {
  chosen: StatusName[]
  onChange: (chosen: StatusName[]) => void
}

/** The three that are asked for most as chips, every status behind them. */
export function StatusFilter({ chosen, onChange }: StatusFilterProps) {
  const t = useTranslations('filters')
  const label = useStatusLabel()
  const others = taskStatusSlugs.filter(
    (slug) => taskStatuses[slug].code !== null && !CHIPS.some((chip) => chip === slug),
  )
  const toggle = (name: StatusName) =>
    onChange(chosen.includes(name) ? chosen.filter((other) => other !== name) : [...chosen, name])

  return (
    <fieldset className="flex flex-col gap-0.5">
      <legend className="mb-0.5 text-ink-faint text-xs">{t('status')}</legend>
      <div className="flex gap-1">
        {CHIPS.map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={chosen.includes(name)}
            onClick={() => toggle(name)}
            className={`${buttonLook} min-h-8 aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent`}
          >
            {label(name)}
          </button>
        ))}
        <Disclosure
          label={t('status')}
          summaryClass={`${buttonLook} min-h-8`}
          summary={<Icon name="chevron" className="size-3" />}
        >
          <CheckList
            options={others.map((slug) => ({ value: slug, label: label(slug) }))}
            chosen={chosen}
            onToggle={toggle}
          />
        </Disclosure>
      </div>
    </fieldset>
  )
}
