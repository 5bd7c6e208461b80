'use client'

import { useQuery } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'next-intl'
import { Button, primaryLook } from '@/components/ui/button'
import { OutsideLink } from '@/components/ui/outside-link'
import { guidanceQuery } from '@/lib/query/guidance-query'
import type { Guidance, RuleInWords } from '@/lib/tasks/guidance'
import type { TaskFailure } from '@/lib/tasks/task'

/** What the rules say of a failure, in words; and the team's runbooks first of all. */
export function Explanation({ failure }: { failure: TaskFailure | undefined }) {
  const t = useTranslations('drawer')
  const problems = useTranslations('problem')
  const { data, error, refetch } = useQuery(guidanceQuery(useLocale()))
  const { rule = null, runbooks = [] } = failure ?? {}
  const noRule = rule === null && <p className="text-ink-soft text-xs">{t('noRule')}</p>
  if (rule === null && runbooks.length === 0) return noRule
  const explanation = data?.rules[rule ?? '']
  // A server that was started again may name rules which this page has not heard of.
  const isMissing = data ? [...runbooks, ...(rule === null ? [] : [rule])].some((id) => !data.rules[id]) : error
  return (
    <div className="space-y-2">
      {data && <Runbooks ids={runbooks} rules={data.rules} />}
      {noRule}
      {explanation && <Words rule={explanation} />}
      {!data && !error && (
        <p role="status" className="text-ink-soft text-xs">
          {t('guidanceLoading')}
        </p>
      )}
      {isMissing && (
        <p role="alert" className="flex flex-wrap items-center gap-2 text-xs">
          {t('guidanceFailed')}
          <Button onClick={() => void refetch()}>{problems('retry')}</Button>
        </p>
      )}
    </div>
  )
}

function Runbooks({ ids, rules }: { ids: string[]; rules: Guidance['rules'] }) {
  const t = useTranslations('drawer')
  return (
    <ul className="flex flex-wrap gap-2">
      {ids.map((id) => {
        const { runbook = null, title = null } = rules[id] ?? {}
        return (
          runbook !== null && (
            <li key={id} className="min-w-0">
              <OutsideLink address={runbook} className={`${primaryLook} max-w-full`}>
                {t('runbook', { title: title ?? new URL(runbook).host })}
              </OutsideLink>
            </li>
          )
        )
      })}
    </ul>
  )
}

function Words({ rule: { cause, check, link } }: { rule: RuleInWords }) {
  const t = useTranslations('drawer')
  return (
    <dl className="space-y-1.5">
      <div>
        <dt className="text-ink-soft text-xs">{t('means')}</dt>
        <dd>{cause}</dd>
      </div>
      {check !== null && (
        <div>
          <dt className="text-ink-soft text-xs">{t('check')}</dt>
          <dd>{check}</dd>
        </div>
      )}
      {link !== null && (
        <div>
          <dt className="sr-only">{t('documentation')}</dt>
          <dd>
            <OutsideLink
              address={link}
              className="inline-flex min-h-6 max-w-full items-center gap-1.5 text-accent text-xs underline underline-offset-2"
            >
              {t('documentation')} <bdi>{new URL(link).host}</bdi>
            </OutsideLink>
          </dd>
        </div>
      )}
    </dl>
  )
}
