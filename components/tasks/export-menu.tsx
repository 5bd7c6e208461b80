'use client'

import { useTranslations } from 'next-intl'
import { buttonLook, quietLook } from '@/components/ui/button'
import { Disclosure } from '@/components/ui/disclosure'
import { Icon } from '@/components/ui/icon'
import { defaultTaskSearch, formatTaskSearch, type TaskSearch } from '@/lib/tasks/task-search'
import { useFormats } from './formats'

const FORMATS = ['csv', 'ndjson', 'md'] as const

interface ExportMenuProps {
  search: TaskSearch
  rowCount: number
}

/** Everything that the filters show, as a file; not the one page of it that is on screen. */
export function ExportMenu({ search, rowCount }: ExportMenuProps) {
  const t = useTranslations('export')
  const { number } = useFormats()
  const query = formatTaskSearch({ ...search, task: null, page: 1, size: defaultTaskSearch.size })
  return (
    // Where it is narrow the panel hangs on the page, so that it never leaves the screen.
    <div className="max-md:[&>details>div]:right-3 max-md:[&>details]:static">
      <Disclosure
        align="end"
        summaryClass={quietLook}
        summary={
          <>
            {t('export')}
            <Icon name="chevron" className="size-3" />
          </>
        }
      >
        <p className="mb-2 max-w-56 text-ink-soft text-xs">
          {t('holds', { count: rowCount, formatted: number(rowCount) })}
        </p>
        <ul className="flex flex-wrap gap-1.5">
          {FORMATS.map((format) => (
            <li key={format}>
              <a
                href={`/api/tasks/export?${[`format=${format}`, query].filter(Boolean).join('&')}`}
                download
                className={buttonLook}
              >
                <Icon name="down" className="size-3" />
                {t(format)}
              </a>
            </li>
          ))}
        </ul>
      </Disclosure>
    </div>
  )
}
