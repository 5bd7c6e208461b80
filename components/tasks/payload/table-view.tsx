'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import type { TableSection } from '@/lib/tasks/payload-section'
import { useFormats } from '../formats'
import { LabelText } from './label-text'
import { ValueText } from './value-text'

const SHOWN_AT_FIRST = 100

const ROW_TONES = { negative: 'bg-negative-soft', positive: '', active: '', pending: 'bg-pending-soft', neutral: '' }

export function TableView({ section: { title, columns, rows } }: { section: TableSection }) {
  const t = useTranslations('drawer')
  const words = useTranslations('payload')
  const { number } = useFormats()
  const [whole, setWhole] = useState(false)
  const shown = whole ? rows : rows.slice(0, SHOWN_AT_FIRST)
  return (
    <section
      // Safe: the description that chose the key gave the values its words take.
      aria-label={'text' in title ? title.text : words(title.key, title.values as never)}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
      tabIndex={0}
      className="overflow-x-auto rounded-lg border border-line"
    >
      <table className="w-full text-sm">
        <thead>
          <tr className="bg-sunken text-ink-faint text-xs">
            {columns.map((column, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns have no identity, and never move.
              <th key={index} scope="col" className="px-3 py-1.5 text-left font-medium">
                <LabelText label={column} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {shown.map(({ cells, tone }, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity, and never move.
            <tr key={row} className={tone && ROW_TONES[tone]}>
              {cells.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above.
                <td key={column} className="min-w-24 px-3 py-1.5 align-top">
                  <ValueText value={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > shown.length && (
        <div className="border-line border-t p-2">
          <Button onClick={() => setWhole(true)}>{t('showRows', { count: number(rows.length) })}</Button>
        </div>
      )}
    </section>
  )
}
