'use client'

import { useTranslations } from 'next-intl'
import { type TaskType, taskTypeNames } from '@/lib/tasks/task-types'
import type { Facets } from '@/lib/tasks/tasks-page'
import { CheckList, toggled } from './check-list'
import { MenuFilter } from './menu-filter'
import { useFacetCounts } from './use-facet-counts'

interface TypeFilterProps {
  chosen: TaskType[]
  facets: Facets | null
  onChange: (chosen: TaskType[]) => void
}

export function TypeFilter({ chosen, facets, onChange }: TypeFilterProps) {
  const t = useTranslations('filters')
  const types = useTranslations('taskType')
  const countOf = useFacetCounts(facets?.type)
  const [only, ...others] = chosen
  const many = others.length > 0 ? t('typeCount', { count: chosen.length }) : null

  return (
    <MenuFilter label={t('type')} value={many ?? (only ? types(only) : t('typeAny'))}>
      <CheckList
        options={taskTypeNames.map((slug) => ({ value: slug, label: types(slug), count: countOf(slug) }))}
        chosen={chosen}
        onToggle={(slug) => onChange(toggled(chosen, slug))}
      />
    </MenuFilter>
  )
}
