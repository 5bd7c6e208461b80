'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { LongText, visibleControls } from '@/components/ui/long-text'
import { readTaskLocator } from '@/lib/tasks/task-locator'
import type { FailureGroup } from '@/lib/tasks/tasks-page'
import { useFormats } from '../formats'
import { SearchLink } from '../list/search-link'
import { useScopeNames } from '../list/use-scope-names'
import type { RepeatedFailuresProps } from './repeated-failures'
import { useFailureWords } from './use-failure-words'

/** A row for each error, with the way to its tasks and to the newest of them. */
export function FailuresTable({ page, ...list }: RepeatedFailuresProps) {
  const t = useTranslations('failures')
  const { failures, failureKinds, coverage, fetchedAt } = page
  const repeated = failures.filter(({ count }) => count > 1)
  const more = failureKinds.repeated - repeated.length
  const once = failureKinds.all - failureKinds.repeated
  const notes = [
    coverage.whole ? '' : t('part'),
    more > 0 ? t('more', { count: more }) : '',
    once > 0 ? t('once', { count: once }) : '',
  ].filter(Boolean)
  return (
    <div className="max-h-[40dvh] overflow-y-auto border-line border-t px-3 pb-2">
      <table className="w-full table-fixed border-separate border-spacing-0 text-left [&_td]:py-1.5 [&_td]:pr-3 [&_td]:align-top [&_tbody>tr>*]:border-line [&_tbody>tr>*]:border-t [&_th]:py-1.5 [&_th]:pr-3 [&_th]:align-top">
        <caption className="sr-only">{t('caption')}</caption>
        <thead className="text-ink-faint [&_th]:font-medium">
          <tr>
            <th scope="col">{t('error')}</th>
            <th scope="col" className="w-[36%]">
              {t('where')}
            </th>
            <th scope="col" className="w-[26%] sm:w-40">
              {t('newest')}
            </th>
          </tr>
        </thead>
        <tbody>
          {repeated.map((group) => (
            <GroupRow key={group.kind} group={group} readAt={fetchedAt} {...list} />
          ))}
        </tbody>
      </table>
      {notes.length > 0 && <p className="border-line border-t pt-1.5 text-ink-soft">{notes.join(' ')}</p>}
    </div>
  )
}

interface GroupRowProps extends Omit<RepeatedFailuresProps, 'page'> {
  group: FailureGroup
  readAt: string
}

const LOOK = 'inline-block min-h-6 leading-6 text-accent underline-offset-2 [overflow-wrap:anywhere] hover:underline'

function GroupRow({ group, readAt, search, navigate }: GroupRowProps) {
  const t = useTranslations('failures')
  const types = useTranslations('taskType')
  const format = useFormatter()
  const names = useScopeNames(false)
  const { dateTime } = useFormats()
  const spreadOf = useFailureWords(readAt)
  const { kind, headline, count, regions, lastAt } = group
  const task = readTaskLocator(group.newest)
  return (
    <tr>
      <th scope="row" className="font-normal">
        <LongText text={headline} className="font-medium" />
        <span className="block text-ink-faint">
          {`${format.list(group.types.map((type) => types(type)))} · ${names.fewRegions(regions)}`}
        </span>
      </th>
      <td>
        <SearchLink
          className={`${LOOK} aria-[current]:font-semibold`}
          aria-current={search.failure === kind ? 'true' : undefined}
          search={search}
          change={{ failure: kind, page: 1, task: null }}
          navigate={navigate}
        >
          {t('tasks', { count, spread: spreadOf(group) })}
        </SearchLink>
      </td>
      <td>
        {task && (
          <SearchLink className={`${LOOK} font-mono`} search={search} change={{ task }} navigate={navigate}>
            {visibleControls(task.jobId)}
          </SearchLink>
        )}
        {lastAt !== null && <span className="block text-ink-faint">{dateTime(lastAt)}</span>}
      </td>
    </tr>
  )
}
