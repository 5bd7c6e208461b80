'use client'

import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import { Origin } from '@/components/tasks/details/origin'
import { SourceTrouble } from '@/components/tasks/details/source-trouble'
import { useFormats } from '@/components/tasks/formats'
import { TableView } from '@/components/tasks/payload/table-view'
import { ProblemNotice } from '@/components/tasks/problem-notice'
import { Icon } from '@/components/ui/icon'
import type { EventsQuestion } from '@/lib/query/instance-events-query'
import { describeEvents } from '@/lib/tasks/details/describe-events'
import { type MarkedEvents, markEvents, markKinds } from '@/lib/tasks/event-marks'
import type { TimeSpan } from '@/lib/tasks/timeline'
import { EventGlyph } from './event-glyph'
import { type InstanceEventsState, useInstanceEvents } from './use-instance-events'

/** What the marks over the timeline are: how many of each kind, all of them in words, and who did not answer. */
export function EventsFold({ question, span }: { question: EventsQuestion; span: TimeSpan }) {
  const state = useInstanceEvents(question)
  const marked = useMemo(() => markEvents(state.events, span), [state.events, span])
  const [isOpen, setOpen] = useState(false)
  const failed = state.sources.filter((detail) => detail.state === 'failed')
  const several = question.places.length > 1
  return (
    <>
      <details className="group" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className="flex min-h-9 flex-wrap items-center gap-x-4 gap-y-1 px-3 py-1.5 text-xs hover:bg-hover">
          <Summary marked={marked} state={state} failed={failed.length} />
        </summary>
        {isOpen && <Table marked={marked} state={state} />}
      </details>
      {(failed.length > 0 || state.problem) && (
        <div className="grid gap-2 px-3 pb-2 lg:grid-cols-3">
          {state.problem && <ProblemNotice kind={state.problem.kind} problem={state.problem.problem} />}
          {failed.map((detail) => (
            <Trouble key={`${detail.region} ${detail.source}`} detail={detail} several={several} retry={state.retry} />
          ))}
        </div>
      )}
    </>
  )
}

interface SummaryProps {
  marked: MarkedEvents
  state: InstanceEventsState
  failed: number
}

function Summary({ marked: { events, counts }, state, failed }: SummaryProps) {
  const t = useTranslations('instance')
  const details = useTranslations('details')
  const isPart = failed > 0 || state.sources.some(({ bound }) => bound)
  return (
    <>
      <span className="inline-flex items-center gap-2 font-semibold text-sm">
        <Icon name="chevron" className="size-3 -rotate-90 group-open:rotate-0" />
        {t('events')}
      </span>
      {markKinds.map(
        (kind) =>
          counts[kind] > 0 && (
            <span key={kind} className="inline-flex items-center gap-1.5 whitespace-nowrap text-ink-soft">
              <EventGlyph kind={kind} />
              {t(`eventCount.${kind}`, { count: counts[kind] })}
            </span>
          ),
      )}
      {state.isAwaited ? (
        <span className="text-ink-faint">{details('awaited')}</span>
      ) : (
        <>
          {events.length === 0 && !state.problem && (
            <span className="text-ink-faint">{isPart ? t('noEventsRead') : t('noEvents')}</span>
          )}
          {events.length > 0 && isPart && <span className="text-pending">{t('eventsPart')}</span>}
        </>
      )}
    </>
  )
}

function Table({ marked: { events, unplaced }, state }: { marked: MarkedEvents; state: InstanceEventsState }) {
  const t = useTranslations('instance')
  const section = describeEvents(events, 'eventsOfInstance')
  return (
    <div className="space-y-1 px-3 pb-3">
      {/* Newest first, as the tasks below. */}
      {events.length > 0 && <TableView section={{ ...section, rows: section.rows.toReversed() }} />}
      {unplaced > 0 && <p className="text-pending text-xs">{t('eventsUnplaced', { count: unplaced })}</p>}
      <div className="flex flex-wrap gap-x-6">
        {state.sources.map(
          (detail) => detail.state !== 'failed' && <Origin key={`${detail.region} ${detail.source}`} detail={detail} />,
        )}
      </div>
    </div>
  )
}

interface TroubleProps {
  detail: InstanceEventsState['sources'][number]
  several: boolean
  retry: () => Promise<void>
}

function Trouble({ detail, several, retry }: TroubleProps) {
  const { region } = useFormats()
  return (
    <div>
      {several && <p className="text-ink-soft text-xs">{region(detail.region)}</p>}
      <SourceTrouble detail={detail} onRetry={retry} />
    </div>
  )
}
