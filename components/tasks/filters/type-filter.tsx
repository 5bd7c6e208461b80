'use client'

import { useTranslations } from 'next-intl'
import { Disclosure } from '@/components/ui/disclosure'
import { Icon } from '@/components/ui/icon'
import { type TaskTypeSlug, taskTypeSlugs } from '@/lib/tasks/task-types'
import { CheckList } from './check-list'
import { controlLook } from './labelled'

interface TypeFilterProps {
  chosen: TaskTypeSlug[]
  onChange: (chosen: TaskTypeSlug[]) => void
}

export function TypeFilter({ chosen, onChange }: TypeFilterProps) {
  const t = useTranslations('filters')
  const types = useTranslations('taskType')
  const [only] = chosen

  return (
    <div className="flex flex-col gap-0.5">
      <span className="text-ink-faint text-xs" aria-hidden="true">
        {t('type')}
      </span>
      <Disclosure
        label={t('type')}
        summaryClass={`${controlLook} inline-flex items-center gap-2`}
        summary={
          <>
            {only === undefined
              ? t('typeAny')
              : chosen.length === 1
                ? types(only)
                : t('typeCount', { count: chosen.length })}
            <Icon name="chevron" className="size-3" />
          </>
        }
      >
        <CheckList
          options={taskTypeSlugs.map((slug) => ({ value: slug, label: types(slug) }))}
          chosen={chosen}
          onToggle={(slug) =>
            onChange(chosen.includes(slug) ? chosen.filter((other) => other !== slug) : [...chosen, slug])
          }
        />
      </Disclosure>
    </div>
  )
}
