'use client'

import { useTranslations } from 'next-intl'
import type { ChangesSection } from '@/lib/tasks/payload-section'
import { startOf, type Task } from '@/lib/tasks/task'
import { useFormats } from '../formats'
import { useRatio } from './use-ratio'

interface InShortProps {
  a: Task
  b: Task
  facts: ChangesSection
}

/** What a person would say of the two. */
export function InShort({ a, b, facts: { changes } }: InShortProps) {
  const t = useTranslations('compare')
  const isOneTask = a.key === b.key && a.startedAt === b.startedAt
  const count = changes.filter(({ changed }) => changed).length
  const sentences = [t('differing', { count, total: changes.length }), useDurationWords(a, b), useStartWords(a, b)]
  return (
    <ul className="list-disc space-y-0.5 pl-5 text-sm">
      {(isOneTask ? [t('sameTask')] : sentences).filter(Boolean).map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  )
}

function useDurationWords(a: Task, b: Task): string | null {
  const t = useTranslations('compare')
  const ratio = useRatio()
  const { duration } = useFormats()
  const unended = [a, b].filter(({ endedAt }) => endedAt === null)
  if (unended.length > 0) return t('unended', { sides: unended.length === 2 ? 'both' : unended[0] === a ? 'a' : 'b' })
  const [was, is] = [a.durationSeconds, b.durationSeconds]
  if (was === null || is === null) return null
  if (was === is) return t('sameDuration', { duration: duration(is) })
  if (was === 0) return t('noRatio', { duration: duration(is) })
  const words = { duration: duration(is), by: duration(Math.abs(is - was)) }
  const times = ratio(is / was)
  if (times === null) return t(is > was ? 'longerBy' : 'shorterBy', words)
  return t(is > was ? 'longer' : 'shorter', { ...words, ratio: times })
}

function useStartWords(a: Task, b: Task): string | null {
  const t = useTranslations('compare')
  const { duration } = useFormats()
  const [was, is] = [startOf(a), startOf(b)]
  if (was === null || is === null || was === is) return null
  return t(is > was ? 'later' : 'earlier', { by: duration(Math.abs(is - was) / 1_000) })
}
