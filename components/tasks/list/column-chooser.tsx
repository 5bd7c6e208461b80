'use client'

import { useTranslations } from 'next-intl'
import { usePreferences } from '@/components/shell/preferences'
import { quietLook } from '@/components/ui/button'
import { Disclosure } from '@/components/ui/disclosure'
import { Icon } from '@/components/ui/icon'
import { CheckList } from '../filters/check-list'
import { taskColumnIds } from './columns'
import { useColumnLabels } from './use-column-labels'

/** The job id stays: it is the row's link and its name. */
const CHOOSABLE = taskColumnIds.filter((id) => id !== 'job')

/** One account needs no column to tell it from others. */
const OF_ONE_ACCOUNT = CHOOSABLE.filter((id) => id !== 'account')

export function ColumnChooser({ severalAccounts }: { severalAccounts: boolean }) {
  const t = useTranslations('settings')
  const labels = useColumnLabels()
  const { preferences, change } = usePreferences()
  const { hiddenColumns } = preferences
  const choosable = severalAccounts ? CHOOSABLE : OF_ONE_ACCOUNT
  return (
    <Disclosure
      align="end"
      summaryClass={quietLook}
      summary={
        <>
          {t('columns')}
          <Icon name="chevron" className="size-3" />
        </>
      }
    >
      <CheckList
        options={choosable.map((id) => ({ value: id, label: labels[id] }))}
        chosen={choosable.filter((id) => !hiddenColumns.includes(id))}
        onToggle={(id) =>
          change({
            hiddenColumns: hiddenColumns.includes(id)
              ? hiddenColumns.filter((other) => other !== id)
              : [...hiddenColumns, id],
          })
        }
      />
    </Disclosure>
  )
}
