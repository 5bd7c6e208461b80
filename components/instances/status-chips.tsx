'use client'

import { useTranslations } from 'next-intl'
import { useStatusLabel } from '@/components/tasks/use-status-label'
import { buttonLook } from '@/components/ui/button'
import type { StatusFilter } from '@/lib/tasks/task-status'

interface StatusChipsProps {
  chosen: StatusFilter[]
  onChange: (chosen: StatusFilter[]) => void
}

const CHIPS: StatusFilter[] = ['failed', 'active', 'succeed']

/** The three that are asked for most, and whatever else the address names. */
export function StatusChips({ chosen, onChange }: StatusChipsProps) {
  const t = useTranslations('list')
  const label = useStatusLabel()
  return (
    <fieldset className="flex flex-col gap-0.5">
      <legend className="mb-0.5 text-ink-faint text-xs">{t('status')}</legend>
      <div className="flex flex-wrap gap-1">
        {[...new Set([...CHIPS, ...chosen])].map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={chosen.includes(name)}
            onClick={() =>
              onChange(chosen.includes(name) ? chosen.filter((other) => other !== name) : [...chosen, name])
            }
            className={`${buttonLook} min-h-8 aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent`}
          >
            {label(name)}
          </button>
        ))}
      </div>
    </fieldset>
  )
}
