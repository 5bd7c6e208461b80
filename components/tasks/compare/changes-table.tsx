'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import type { Change, Label, Value } from '@/lib/tasks/payload-section'
import { useFormats } from '../formats'
import { LabelText } from '../payload/label-text'
import { ValueText } from '../payload/value-text'
import { DifferenceMark } from './difference-mark'
import { DifferenceText } from './difference-text'
import { SideLetter } from './side-letter'

const SHOWN_AT_FIRST = 100

/** Where it is narrow, a row's name and mark stand above its two values. */
const ROW = 'max-sm:grid max-sm:grid-cols-2 max-sm:items-start'
const CELL = 'min-w-0 px-3 py-1.5 text-left font-normal'

/** Rows that differ, side by side. */
export function ChangesTable({ title, changes }: { title: Label; changes: Change[] }) {
  const t = useTranslations('compare')
  const drawer = useTranslations('drawer')
  const { number } = useFormats()
  const [whole, setWhole] = useState(false)
  const shown = whole ? changes : changes.slice(0, SHOWN_AT_FIRST)
  return (
    <>
      <table className="w-full table-fixed text-sm max-sm:block">
        <caption className="sr-only">
          <LabelText label={title} />
        </caption>
        <thead className="max-sm:block">
          <tr className={`text-ink-faint text-xs ${ROW}`}>
            <th scope="col" className={`${CELL} w-44 max-sm:hidden`}>
              <span className="sr-only">{t('field')}</span>
            </th>
            {(['a', 'b'] as const).map((side) => (
              <th key={side} scope="col" className={CELL}>
                <SideLetter side={side} />
              </th>
            ))}
            <th scope="col" className={`${CELL} w-56 max-sm:hidden`}>
              {t('difference')}
            </th>
          </tr>
        </thead>
        <tbody className="max-sm:block">
          {shown.map((change, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: changes have no identity, and never move.
            <Row key={index} change={change} />
          ))}
        </tbody>
      </table>
      {changes.length > shown.length && (
        <div className="border-line border-t p-2 print:hidden">
          <Button onClick={() => setWhole(true)}>{drawer('showRows', { count: number(changes.length) })}</Button>
        </div>
      )}
    </>
  )
}

function Row({ change }: { change: Change }) {
  const { label, before, after, onlyIn } = change
  return (
    <tr className={`border-line border-t align-top print:break-inside-avoid ${ROW}`}>
      <th scope="row" className={`${CELL} break-words text-ink-faint`}>
        <LabelText label={label} />
      </th>
      <Side value={before} isMissing={onlyIn === 'after'} />
      <Side value={after} isMissing={onlyIn === 'before'} />
      <td className={`${CELL} max-sm:col-start-2 max-sm:row-start-1 max-sm:justify-self-end`}>
        <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5 max-sm:justify-end">
          <DifferenceMark onlyIn={onlyIn} />
          <DifferenceText change={change} />
        </span>
      </td>
    </tr>
  )
}

function Side({ value, isMissing }: { value: Value; isMissing: boolean }) {
  const t = useTranslations('compare')
  return (
    <td className={`${CELL} max-sm:row-start-2 max-sm:[&_span]:whitespace-normal max-sm:[&_time]:whitespace-normal`}>
      {isMissing ? <span className="text-ink-faint">{t('missing')}</span> : <ValueText value={value} />}
    </td>
  )
}
