'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import { Button, buttonLook } from '@/components/ui/button'
import { Disclosure } from '@/components/ui/disclosure'
import { Icon } from '@/components/ui/icon'
import { lazilyInBrowser } from '@/components/ui/lazily'
import { recogniseId, searchFor } from '@/lib/tasks/recognise-id'
import type { Task } from '@/lib/tasks/task'
import type { TaskSearch } from '@/lib/tasks/task-search'
import { useFormats } from '../formats'
import { controlLook, Labelled } from './labelled'

const FindHelp = lazilyInBrowser(() => import('./find-help').then((module) => module.FindHelp))

interface FindBoxProps {
  search: TaskSearch
  /** The rows on screen: a JobId among them opens at once. */
  listed: Task[]
  onFind: (change: Partial<TaskSearch>) => void
  onOpen: (task: Task) => void
}

/** One box for whatever is in the clipboard or in mind: the shape of an id says what it is, all else is searched for. */
export function FindBox({ search, listed, onFind, onOpen }: FindBoxProps) {
  const t = useTranslations('filters')
  const { number } = useFormats()
  const [text, setText] = useState(search.q ?? '')
  const [shownQ, setShownQ] = useState(search.q)
  const [refused, setRefused] = useState(false)
  const refusalId = useId()
  const input = useRef<HTMLInputElement>(null)
  // What was typed before the page was awake stands in the box, and nobody has told of it.
  useEffect(() => setText((known) => input.current?.value ?? known), [])
  const recognised = recogniseId(text)
  const instance = recognised?.kind === 'instance' ? recognised.id : search.instance

  function show(q: string | null) {
    setShownQ(q)
    setText(q ?? '')
  }
  if (search.q !== shownQ) show(search.q)

  function find(event: FormEvent) {
    event.preventDefault()
    const task = recognised?.kind === 'job' ? listed.find(({ jobId }) => jobId === recognised.id) : undefined
    const change = searchFor(text)
    if (change === null) return setRefused(true)
    show(search.q)
    if (task) onOpen(task)
    else if (recognised || change.q !== search.q) onFind(change)
  }

  return (
    <form onSubmit={find} className="min-w-full flex-1 sm:min-w-80">
      <div className="flex items-end gap-1.5 max-md:[&>details]:static">
        <div className="min-w-0 grow">
          <Labelled label={t('find')}>
            <input
              ref={input}
              data-find
              type="text"
              className={`${controlLook} w-full font-mono`}
              placeholder={t('findHint')}
              value={text}
              aria-invalid={refused}
              aria-describedby={refused ? refusalId : undefined}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => {
                setText(event.target.value)
                setRefused(false)
              }}
            />
          </Labelled>
        </div>
        <Button type="submit" className="min-h-8 whitespace-nowrap">
          <Icon name="search" />
          {t('findGo')}
        </Button>
        <Disclosure
          align="end"
          label={t('findHelp')}
          summaryClass={`${buttonLook} min-h-8 px-2`}
          summary={<Icon name="question" />}
        >
          <FindHelp />
        </Disclosure>
      </div>
      {refused && (
        <p id={refusalId} role="alert" className="mt-1 text-negative text-xs">
          {t('findTooLong', { count: number(text.trim().length) })}
        </p>
      )}
      {instance && (
        <p className="mt-1 text-xs">
          <a
            href={`/instances/${instance}`}
            className="inline-flex min-h-6 items-center gap-1 text-accent underline wrap-anywhere"
          >
            {t('toInstance', { id: instance })}
          </a>
        </p>
      )}
    </form>
  )
}
