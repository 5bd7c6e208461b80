'use client'

import { useLocale, useTranslations } from 'next-intl'
import { CopyButton } from '@/components/ui/copy-button'
import { JsonTree } from '@/components/ui/json-tree'
import { LongText } from '@/components/ui/long-text'
import { ToneMark } from '@/components/ui/tone-mark'
import { everyZone } from '@/lib/format/date-time'
import type { Field, Value } from '@/lib/tasks/payload-section'
import { statusTone, toNestedStatus } from '@/lib/tasks/task-status'
import { toTaskType } from '@/lib/tasks/task-types'
import { toZone, zoneName } from '@/lib/tasks/zones'
import { useFormats } from '../formats'
import { LabelText } from './label-text'

export function ValueText({ value }: { value: Value }) {
  const t = useTranslations('drawer')
  const locale = useLocale()
  const formats = useFormats()
  const zone = value.kind === 'zone' ? toZone(value.zoneId) : null
  switch (value.kind) {
    case 'text':
      return <LongText text={value.text} />
    case 'mono':
      return <LongText className="font-mono text-xs" text={value.text} />
    case 'quantity':
      return <Quantity {...value} />
    case 'time':
      return (
        <time dateTime={value.at} title={everyZone(value.at)} className="whitespace-nowrap">
          {formats.dateTime(value.at)}
        </time>
      )
    case 'zone':
      return (
        <>
          {zone && zoneName(zone, formats.region(zone.region), locale)}{' '}
          <span className="font-mono text-ink-faint text-xs">{value.zoneId}</span>
        </>
      )
    case 'label':
      return (
        <>
          <LabelText label={value.label} />
          {value.asCame !== undefined && (
            <span className="ml-1.5 font-mono text-ink-faint text-xs">
              <LongText text={value.asCame} />
            </span>
          )}
        </>
      )
    case 'status':
      return <NestedStatus asCame={value.asCame} />
    case 'type':
      return <LongText text={formats.type({ type: toTaskType(value.asCame) ?? 'unknown', typeWire: value.asCame })} />
    case 'region':
      return (
        <>
          {formats.region(value.region)} <span className="font-mono text-ink-faint text-xs">{value.region}</span>
        </>
      )
    case 'command':
      return (
        <span className="block space-y-1">
          <code className="block whitespace-pre-wrap break-all rounded-md bg-sunken px-2.5 py-2 font-mono text-xs">
            {value.text}
          </code>
          <span className="flex flex-wrap items-center gap-x-2 text-ink-faint text-xs">
            <CopyButton label={t('copyCommand')} text={() => value.text} />
            {t('commandNote')}
          </span>
        </span>
      )
    case 'json':
      return <JsonTree value={value.value} unfolded={1} />
    case 'change':
      return <Became before={value.before} after={value.after} />
    case 'fields':
      return <Cells fields={value.fields} />
    case 'absent':
      return <span className="text-ink-faint">{t('absent')}</span>
  }
}

function Quantity({ amount, unit }: Extract<Value, { kind: 'quantity' }>) {
  const { number, bytes, duration } = useFormats()
  if (unit === 'percent') return `${number(amount)}%`
  if (unit === 'MB' || unit === 'GB') return <span className="whitespace-nowrap">{`${number(amount)} ${unit}`}</span>
  if (unit === 'second') return duration(amount)
  return (
    <span className="whitespace-nowrap">
      {bytes(amount)}
      {amount >= 1_024 && <span className="ml-1.5 text-ink-faint text-xs">{number(amount)} B</span>}
    </span>
  )
}

function Became({ before, after }: Omit<Extract<Value, { kind: 'change' }>, 'kind'>) {
  const t = useTranslations('compare')
  if (before === null) {
    return (
      <>
        <ValueText value={after} /> <span className="text-ink-faint text-xs">{t('stayed')}</span>
      </>
    )
  }
  return (
    <>
      <span className="text-ink-soft">
        <ValueText value={before} />
      </span>{' '}
      <span aria-hidden="true" className="text-ink-faint">
        →
      </span>{' '}
      <ValueText value={after} />
    </>
  )
}

function Cells({ fields }: { fields: Field[] }) {
  return (
    <dl className="space-y-0.5">
      {fields.map(({ label, value }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: cells have no identity, and never move.
        <div key={index} className="flex flex-wrap items-baseline gap-x-2">
          <dt className="text-ink-faint text-xs">
            <LabelText label={label} />
          </dt>
          <dd className="min-w-0">
            <ValueText value={value} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function NestedStatus({ asCame }: { asCame: string }) {
  const { status } = useFormats()
  const slug = toNestedStatus(asCame)
  if (!slug) return <LongText text={asCame} />
  return <ToneMark tone={statusTone(slug)}>{status({ status: slug, statusWire: asCame })}</ToneMark>
}
