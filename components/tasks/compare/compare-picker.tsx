'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { type CompareSide, compareSides, type ReadCompareSearch } from '@/lib/tasks/compare/compare-search'
import { formatTaskLocator } from '@/lib/tasks/task-locator'
import { defaultTaskSearch } from '@/lib/tasks/task-search'
import { CompareFrame } from './compare-frame'
import { PastedTask } from './pasted-task'

/** Asks for the tasks that the address does not name. A plain form: the server reads what was pasted. */
export function ComparePicker({ search, texts, problems }: ReadCompareSearch) {
  const t = useTranslations('compare')
  const shown = (side: CompareSide) => (search[side] ? formatTaskLocator(search[side]) : texts[side])
  return (
    <CompareFrame title={t('title')} problems={problems} fixed={`/compare?${new URLSearchParams(texts)}`}>
      <form action="/compare" className="max-w-3xl space-y-4 rounded-lg border border-line bg-surface p-5">
        <div className="space-y-1">
          <h2 className="font-semibold">{t('pick')}</h2>
          <p id="paste-hint" className="text-ink-soft text-sm">
            {t('pickWhy')}
          </p>
        </div>
        {compareSides.map((side) => (
          <PastedTask key={side} side={side} text={shown(side)} isRead={search[side] !== null} />
        ))}
        {search.tz !== defaultTaskSearch.tz && <input type="hidden" name="tz" value={search.tz} />}
        <Button type="submit" look="primary" className="min-h-8">
          {t('go')}
        </Button>
      </form>
    </CompareFrame>
  )
}
