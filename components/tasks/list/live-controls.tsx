'use client'

import { useTranslations } from 'next-intl'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'

interface LiveControlsProps {
  paused: boolean
  intervalSeconds: number
  /** Rows are still coming: asked for without a pause. */
  reading: boolean
  refreshing: boolean
  /** The latest answer, or the latest reading of a scope, failed. */
  failing: boolean
  /** Nobody is signed in any more: nothing is asked. */
  ended: boolean
  onPause: (paused: boolean) => void
  onRefresh: () => void
}

export function LiveControls({
  paused,
  intervalSeconds,
  reading,
  refreshing,
  failing,
  ended,
  onPause,
  onRefresh,
}: LiveControlsProps) {
  const t = useTranslations('live')
  const isWell = !paused && !ended && !failing
  const pace = failing ? t('retrying', { seconds: intervalSeconds }) : t('on', { seconds: intervalSeconds })
  return (
    <span className="flex flex-wrap items-center gap-x-1">
      <span
        className={`mr-1 flex items-center gap-1.5 whitespace-nowrap text-xs ${isWell ? 'text-ink-faint' : 'text-pending'}`}
      >
        <span className={`size-2 rounded-full ${isWell ? 'bg-positive' : 'bg-pending'}`} aria-hidden="true" />
        {ended ? t('ended') : paused ? t('paused') : reading ? t('reading') : pace}
      </span>
      <Button look="quiet" onClick={() => onPause(!paused)} aria-pressed={paused}>
        <Icon name={paused ? 'play' : 'pause'} />
        <span className="max-sm:sr-only">{paused ? t('resume') : t('pause')}</span>
      </Button>
      <Button look="quiet" onClick={onRefresh} aria-disabled={refreshing}>
        <Icon name="refresh" className={`size-4 ${refreshing ? 'motion-safe:animate-spin' : ''}`} />
        <span className="max-sm:sr-only">{t('refresh')}</span>
      </Button>
    </span>
  )
}
