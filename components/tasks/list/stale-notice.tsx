'use client'

import { useTranslations } from 'next-intl'
import { SignInLink } from '@/components/sign-in/sign-in-link'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { wantsSignIn } from '@/lib/http/problem'
import { useFormats } from '../formats'
import type { TasksState } from './use-tasks'

/** The rows below are older than they should be, and why. */
export function StaleNotice({ tasks }: { tasks: TasksState }) {
  const t = useTranslations('live')
  const problems = useTranslations('problem')
  const { dateTime } = useFormats()
  const { problem } = tasks
  if (!problem) return null
  const codes = [problem.problem?.code, problem.problem?.requestId].filter(Boolean).join(' · ')
  return (
    <div className="border-line border-b p-2">
      <Callout
        role="alert"
        tone="negative"
        title={t('stale', { time: dateTime(tasks.readAt), reason: problems(`${problem.kind}.title`) })}
        actions={
          wantsSignIn(problem.kind) ? <SignInLink /> : <Button onClick={tasks.refresh}>{problems('retry')}</Button>
        }
      >
        {codes && <p className="select-all break-all font-mono text-xs">{codes}</p>}
        {!tasks.paused && !wantsSignIn(problem.kind) && (
          <p className="text-xs">{t('staleRetry', { seconds: tasks.intervalSeconds })}</p>
        )}
      </Callout>
    </div>
  )
}
