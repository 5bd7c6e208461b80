'use client'

import { useTranslations } from 'next-intl'
import { useContext } from 'react'
import type { TaskFailure } from '@/lib/tasks/task'
import { defaultTaskSearch } from '@/lib/tasks/task-search'
import type { FailureGroup } from '@/lib/tasks/tasks-page'
import { FailuresContext, type ListedFailures } from '../failures/failures-context'
import { useFailureWords } from '../failures/use-failure-words'
import { useFormats } from '../formats'
import { SearchLink } from '../list/search-link'
import { addressOf } from '../use-task-search'

const LOOK = 'text-accent underline underline-offset-2'

/** How far the same error is spread over the list behind the task; where there is none, the way to such a list. */
export function SameFailure({ failure: { kind } }: { failure: TaskFailure }) {
  const t = useTranslations('failures')
  const { zone } = useFormats()
  const list = useContext(FailuresContext)
  const group = list?.page.failures.find((known) => known.kind === kind && known.count > 1)
  return (
    <p className="text-sm">
      {list && group ? (
        <Spread list={list} group={group} />
      ) : (
        <a className={LOOK} href={addressOf({ ...defaultTaskSearch, failure: kind, tz: zone })}>
          {t('lastDay')}
        </a>
      )}
    </p>
  )
}

function Spread({ list: { page, search, navigate }, group }: { list: ListedFailures; group: FailureGroup }) {
  const t = useTranslations('failures')
  const spreadOf = useFailureWords(page.fetchedAt)
  return (
    <>
      {t('same', { spread: spreadOf(group) })}{' '}
      <SearchLink
        className={LOOK}
        search={search}
        change={{ failure: group.kind, page: 1, task: null }}
        navigate={navigate}
      >
        {t('showThem')}
      </SearchLink>
      {!page.coverage.whole && <span className="ml-1.5 text-ink-soft">{t('part')}</span>}
    </>
  )
}
