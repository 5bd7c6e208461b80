'use client'

import { useTranslations } from 'next-intl'
import { Icon } from '@/components/ui/icon'
import { LongText } from '@/components/ui/long-text'
import type { Detail } from '@/lib/tasks/details/task-details'
import { useFormats } from '../formats'
import type { Details } from './use-details'
import { useSourceReason } from './use-source-reason'

/** Every API that was asked about the task, and what became of it: folded, one line each. */
export function SourcesPart({ details }: { details: Details }) {
  const t = useTranslations('details')
  const { asked, sources } = details
  if (asked.length === 0) return null
  const failed = sources.filter(({ state }) => state === 'failed').length
  return (
    <details className="group rounded-lg border border-line">
      <summary className="flex min-h-8 flex-wrap items-center gap-x-2 px-3 py-1.5 text-sm hover:bg-hover">
        <Icon name="chevron" className="size-3 -rotate-90 group-open:rotate-0" />
        <span className="font-semibold">{t('sources')}</span>
        <span className="text-ink-faint text-xs">
          {t('sourcesState', { answered: sources.length - failed, asked: asked.length, failed })}
        </span>
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard. */}
      <section aria-label={t('sources')} tabIndex={0} className="overflow-x-auto border-line border-t">
        <table className="w-full text-xs">
          <caption className="sr-only">{t('sources')}</caption>
          <thead>
            <tr className="bg-sunken text-left text-ink-faint">
              {(['api', 'state', 'matched', 'requestIds'] as const).map((column) => (
                <th key={column} scope="col" className="px-3 py-1.5 font-medium">
                  {t(`column.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line">
            {asked.map(({ source, action }) => (
              <Row key={source} action={action} detail={sources.find((detail) => detail.source === source) ?? null} />
            ))}
          </tbody>
        </table>
      </section>
    </details>
  )
}

function Row({ action, detail }: { action: string; detail: Detail | null }) {
  const t = useTranslations('details')
  const { dateTime } = useFormats()
  return (
    <tr className="align-top">
      <th scope="row" className="px-3 py-1.5 text-left font-mono font-normal">
        {action}
      </th>
      <td className="px-3 py-1.5">
        <StateWords action={action} detail={detail} />
        {detail && <span className="ml-2 whitespace-nowrap text-ink-faint">{dateTime(detail.readAt)}</span>}
      </td>
      <td className="px-3 py-1.5">{detail?.matchedBy && t(`matchedBy.${detail.matchedBy}`)}</td>
      <td className="px-3 py-1.5 font-mono">
        {detail?.requestIds.map((id) => (
          <span key={id} className="block break-all">
            <LongText text={id} />
          </span>
        ))}
      </td>
    </tr>
  )
}

function StateWords({ action, detail }: { action: string; detail: Detail | null }) {
  const t = useTranslations('details')
  const reason = useSourceReason()
  if (!detail) return t('awaited')
  if (detail.state !== 'failed') return t(`state.${detail.state}`)
  return reason(action, detail.problem)
}
