'use client'

import { useTranslations } from 'next-intl'
import { useFormats } from '@/components/tasks/formats'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { toUtcText } from '@/lib/tasks/task-time'
import type { ShownSpan } from './use-shown-span'
import { ZOOM_STEP } from './use-timeline-keys'

/** What stretch of time is drawn, and the ways to another. */
export function TimelineTools({ shown: { span, zoom, pan }, onReset }: { shown: ShownSpan; onReset: () => void }) {
  const t = useTranslations('instance')
  const zones = useTranslations('settings')
  const { dateTime, zone } = useFormats()
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b px-3 py-1">
      <p className="text-ink-soft text-xs">
        {t('span', {
          from: dateTime(toUtcText(span.fromMs)),
          to: dateTime(toUtcText(span.toMs)),
          zone: zones(zone),
        })}
      </p>
      <span className="ml-auto flex items-center">
        <Button look="quiet" aria-label={t('panBack')} onClick={() => pan(-0.5)}>
          <Icon name="left" />
        </Button>
        <Button look="quiet" aria-label={t('panOn')} onClick={() => pan(0.5)}>
          <Icon name="right" />
        </Button>
        <Button look="quiet" aria-label={t('zoomOut')} aria-keyshortcuts="-" onClick={() => zoom(ZOOM_STEP)}>
          <Icon name="dash" />
        </Button>
        <Button look="quiet" aria-label={t('zoomIn')} aria-keyshortcuts="+" onClick={() => zoom(1 / ZOOM_STEP)}>
          <Icon name="plus" />
        </Button>
        <Button look="quiet" aria-keyshortcuts="0" onClick={onReset}>
          {t('zoomReset')}
        </Button>
      </span>
    </div>
  )
}
