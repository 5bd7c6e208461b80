'use client'

import { useTranslations } from 'next-intl'
import { buttonLook } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { visibleControls } from '@/components/ui/long-text'
import { type Problem, problemKind } from '@/lib/http/problem'
import { formatPageAddress, latestAddress, taskPageAddress } from '@/lib/tasks/page-address'
import { isUtcTime, type Task } from '@/lib/tasks/task'
import type { TaskSearch } from '@/lib/tasks/task-search'
import { isRelative, resolveTimeBound, toUtcText } from '@/lib/tasks/task-time'
import type { ScopeCoverage } from '@/lib/tasks/tasks-page'
import { FormatsProvider, useFormats } from '../formats'
import { ProblemNotice } from '../problem-notice'
import { TaskStatusMark } from '../task-status-mark'
import { useZone } from '../use-zone'
import { LatestFrame } from './latest-frame'

interface LookedAt {
  task: Task | null
  scopes: ScopeCoverage[]
  doubtful: ScopeCoverage[]
  fetchedAt: string
}

interface LatestAnswerProps {
  search: TaskSearch
  found: LookedAt | null
  problem: Problem | null
}

/** Why no task was opened: there is none, there may be a newer one, or nothing could be read. */
export function LatestAnswer(props: LatestAnswerProps) {
  return (
    <FormatsProvider zone={useZone(props.search.tz)}>
      <LatestFrame search={props.search}>
        <Answer {...props} />
      </LatestFrame>
    </FormatsProvider>
  )
}

function Answer({ search, found, problem }: LatestAnswerProps) {
  const t = useTranslations('latest')
  const again = (
    <a className={buttonLook} href={formatPageAddress(search, latestAddress)}>
      {t('again')}
    </a>
  )
  if (problem) return <ProblemNotice kind={problemKind(problem)} problem={problem} actions={again} />
  if (!found) return null
  const { task, doubtful } = found
  return (
    <>
      {task && <Found task={task} search={search} />}
      {!task && <NoneFound search={search} {...found} />}
      {doubtful.length > 0 && (
        <Callout role="status" tone="pending" title={task ? t('doubtTitle') : t('doubtNone')} actions={again}>
          <ul className="list-disc space-y-0.5 pl-4">
            {doubtful.map((scope) => (
              <Doubt key={`${scope.account} ${scope.region}`} scope={scope} isNewer={task !== null} />
            ))}
          </ul>
        </Callout>
      )}
    </>
  )
}

function Found({ task, search }: { task: Task; search: TaskSearch }) {
  const t = useTranslations('latest')
  const { type, dateTime, region } = useFormats()
  return (
    <section className="space-y-3 rounded-lg border border-line bg-surface p-5">
      <h2 className="text-ink-soft text-sm">{t('found')}</h2>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <TaskStatusMark task={task} />
        <bdi className="font-semibold">{visibleControls(`${type(task).slice(0, 60)} · ${task.jobId}`)}</bdi>
        {task.startedAt !== null && <span className="text-ink-soft text-sm">{dateTime(task.startedAt)}</span>}
        <span className="text-ink-soft text-sm">{region(task.region)}</span>
      </p>
      <p>
        <a
          className="inline-flex min-h-7 items-center rounded-md bg-accent px-3 py-1 font-medium text-on-accent text-sm hover:opacity-90"
          href={taskPageAddress(task, search.tz)}
        >
          {t('toTask')}
        </a>
      </p>
    </section>
  )
}

function NoneFound({ search, scopes, doubtful, fetchedAt }: { search: TaskSearch } & LookedAt) {
  const t = useTranslations('latest')
  const range = useRangeWords(search, fetchedAt)
  return (
    <section className="space-y-3 rounded-lg border border-line bg-surface p-5">
      <h2 className="font-semibold">{t('noneTitle')}</h2>
      <p className="text-ink-soft text-sm">
        {doubtful.length === 0
          ? t('none', { range, count: scopes.length })
          : t('nonePart', { range, answered: scopes.length - doubtful.length, total: scopes.length })}
      </p>
      {(search.from !== 'all' || search.to !== null) && (
        <p>
          <a className={buttonLook} href={formatPageAddress({ ...search, from: 'all', to: null }, latestAddress)}>
            {t('everything')}
          </a>
        </p>
      )}
    </section>
  )
}

function Doubt({ scope, isNewer }: { scope: ScopeCoverage; isNewer: boolean }) {
  const t = useTranslations('latest')
  const problems = useTranslations('problem')
  const { region, dateTime } = useFormats()
  const { problem, state, stale, fetchedAt } = scope
  const words = problem ? problems(`${problemKind(problem)}.title`) : state === 'failed' ? t('noAnswer') : t('part')
  const reason = stale && isUtcTime(fetchedAt) ? `${words} (${t('old', { time: dateTime(fetchedAt) })})` : words
  const place = `${region(scope.region)} ${scope.region} (${scope.account})`
  const codes = [problem?.code, problem?.requestId].filter(Boolean).join(' · ')
  return (
    <li>
      {isNewer ? t('doubt', { place, reason }) : t('doubtMissing', { place, reason })}
      {codes && <span className="ml-2 select-all break-all font-mono text-xs">{codes}</span>}
    </li>
  )
}

function useRangeWords({ from, to }: TaskSearch, fetchedAt: string): string {
  const t = useTranslations('latest')
  const { dateTime } = useFormats()
  function bound(text: string): string {
    const time = dateTime(toUtcText(resolveTimeBound(text, Date.parse(fetchedAt))))
    return isRelative(text) ? `${time} (${text})` : time
  }
  if (from === 'all') return to === null ? t('ever') : t('until', { to: bound(to) })
  return to === null ? t('since', { from: bound(from) }) : t('between', { from: bound(from), to: bound(to) })
}
