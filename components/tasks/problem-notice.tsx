'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Callout } from '@/components/ui/callout'
import { LongText } from '@/components/ui/long-text'
import type { FetchProblem } from '@/lib/http/fetch-json'
import { isRefusal, wantsSignIn } from '@/lib/http/problem'
import { SignInLink } from '../sign-in/sign-in-link'
import { SearchProblemList } from './search-problem-list'

/** What went wrong, what to do, and the cloud's own words, code and request id. */
export function ProblemNotice({
  kind,
  problem,
  actions,
}: Pick<FetchProblem, 'kind' | 'problem'> & { actions?: ReactNode }) {
  const t = useTranslations('problem')
  return (
    <Callout
      role="alert"
      tone="negative"
      title={t(`${kind}.title`)}
      actions={wantsSignIn(kind) ? <SignInLink /> : actions}
    >
      <p>{t(`${kind}.advice`)}</p>
      {problem?.parameters && <SearchProblemList problems={problem.parameters} />}
      {problem && !isRefusal(kind) && (
        <p className="text-ink-soft text-xs" lang="en">
          <LongText text={problem.detail} />
        </p>
      )}
      {(problem?.code || problem?.requestId) && (
        <dl className="flex flex-wrap gap-x-4 font-mono text-xs">
          {problem.code && (
            <div className="flex gap-1.5">
              <dt className="text-ink-faint">{t('code')}</dt>
              <dd className="select-all">{problem.code}</dd>
            </div>
          )}
          {problem.requestId && (
            <div className="flex gap-1.5">
              <dt className="text-ink-faint">{t('requestId')}</dt>
              <dd className="select-all break-all">{problem.requestId}</dd>
            </div>
          )}
        </dl>
      )}
    </Callout>
  )
}
