'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { type MouseEvent, type ReactNode, startTransition, useEffect, useEffectEvent, useRef, useState } from 'react'
import { afterPaint } from '@/components/ui/after-paint'
import { Button } from '@/components/ui/button'
import { copyText } from '@/components/ui/copy-text'
import { Icon } from '@/components/ui/icon'
import { FetchProblem } from '@/lib/http/fetch-json'
import { detailsQuery } from '@/lib/query/details-query'
import { taskQuery } from '@/lib/query/tasks-query'
import type { Task } from '@/lib/tasks/task'
import { type TaskLocator, taskKey, taskPermalink } from '@/lib/tasks/task-locator'
import type { Coverage } from '@/lib/tasks/tasks-page'
import { ProblemNotice } from '../problem-notice'
import { useSingleKeys } from '../use-single-keys'
import { TaskDetails } from './task-details'
import type { Drawer } from './use-drawer'
import { useTaskTitle } from './use-task-title'

interface TaskDrawerProps {
  locator: TaskLocator
  /** Until then it is laid out, and cannot be seen or reached. */
  isOpen: boolean
  rows: Task[]
  /** Whether these are all: whatever the list has to say, it has said. */
  isSettled: boolean
  readAt: string
  coverage: Coverage | null
  drawer: Drawer
}

export function TaskDrawer({ locator, isOpen, rows, isSettled, readAt, coverage, drawer }: TaskDrawerProps) {
  const t = useTranslations('drawer')
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  const key = taskKey(locator)
  const index = rows.findIndex((row) => row.key === key)
  const listed = rows[index]
  // A task that is not among the rows costs one call of its own; a listed one costs none.
  const looked = useQuery({ ...taskQuery(locator), enabled: listed === undefined && isSettled })
  const task = listed ?? looked.data?.task
  const title = useTaskTitle(task ?? null, locator)

  const client = useQueryClient()
  const askForMore = useEffectEvent(() => task && void client.prefetchQuery(detailsQuery(task)))
  const [isPainted, setPainted] = useState(false)
  useEffect(() => {
    const element = dialog.current
    if (!element || !isOpen) return
    // What is behind becomes inert, and all of it is styled anew: the task can be read before that.
    element.setAttribute('open', '')
    const callOff = afterPaint(() => {
      // At once; the parts that show the answers are drawn later, and find the question asked.
      askForMore()
      element.removeAttribute('open')
      element.showModal()
      heading.current?.focus()
      startTransition(() => setPainted(true))
    })
    return () => {
      callOff()
      element.close()
    }
  }, [isOpen])

  const previous = index > 0 ? rows[index - 1] : undefined
  const next = index >= 0 ? rows[index + 1] : undefined
  const keys = {
    '[': () => previous && drawer.open(previous),
    ']': () => next && drawer.open(next),
    y: () => void copyText(new URL(taskPermalink(locator), window.location.href).href),
  }
  useSingleKeys(keys, 'dialog')

  const isPressed = useRef(false)
  function refuseSecondPress(event: MouseEvent) {
    // Of a double click on a row, the second press falls here, on whatever stands there now.
    if (event.detail > 1 && !isPressed.current) {
      event.preventDefault()
      event.stopPropagation()
    } else isPressed.current = true
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself.
    <dialog
      ref={dialog}
      aria-labelledby="task-title"
      className="fixed inset-y-0 right-0 z-50 mr-0 ml-auto h-dvh max-h-none w-full max-w-3xl border-line border-l bg-surface text-ink [contain:strict] [&:not([open])]:invisible [&:not([open])]:block"
      onCancel={(event) => {
        event.preventDefault()
        drawer.close()
      }}
      // A browser may close it without asking, such as on a second Escape at once.
      onClose={({ currentTarget }) => dialog.current && !currentTarget.open && drawer.close()}
      onClickCapture={refuseSecondPress}
      onClick={({ target }) => target === dialog.current && drawer.close()}
    >
      <div className="flex h-full flex-col">
        <header className="flex items-start gap-2 border-line border-b px-4 py-3 sm:px-5">
          <h2
            id="task-title"
            ref={heading}
            tabIndex={-1}
            className="outline-none min-w-0 flex-1 break-words font-semibold text-base leading-7"
          >
            <bdi>{title}</bdi>
          </h2>
          {index >= 0 && (
            <span className="flex items-center gap-1.5 text-ink-faint text-xs">
              <Step task={previous} icon="left" label={t('previous')} onOpen={drawer.open} />
              <span className="whitespace-nowrap">{t('position', { index: index + 1, count: rows.length })}</span>
              <Step task={next} icon="right" label={t('next')} onOpen={drawer.open} />
            </span>
          )}
          <Button look="quiet" aria-label={t('close')} onClick={drawer.close}>
            <Icon name="cross" />
          </Button>
        </header>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
        <section aria-labelledby="task-title" tabIndex={0} className="min-h-0 flex-1 overflow-y-auto px-4 py-4 sm:px-5">
          {task ? (
            <TaskDetails
              isPainted={isPainted}
              key={task.key}
              task={task}
              readAt={listed ? readAt : new Date(looked.dataUpdatedAt).toISOString()}
              requestId={listed ? requestIdOf(listed, coverage) : (looked.data?.requestId ?? null)}
            />
          ) : looked.error ? (
            <ProblemNotice
              kind={looked.error instanceof FetchProblem ? looked.error.kind : 'internal'}
              problem={looked.error instanceof FetchProblem ? looked.error.problem : null}
              actions={<Retry onRetry={() => void looked.refetch()} />}
            />
          ) : (
            <p role="status" className="text-ink-faint text-sm">
              {t('loading')}
            </p>
          )}
          {task && index < 0 && <p className="mt-4 text-ink-faint text-xs">{t('notListed')}</p>}
        </section>
      </div>
    </dialog>
  )
}

/** Of the last reading of the task's scope: the call that support can find. */
function requestIdOf({ account, region }: Task, coverage: Coverage | null): string | null {
  return coverage?.scopes.find((scope) => scope.account === account && scope.region === region)?.requestId ?? null
}

function Retry({ onRetry }: { onRetry: () => void }): ReactNode {
  return <Button onClick={onRetry}>{useTranslations('problem')('retry')}</Button>
}

interface StepProps {
  task: Task | undefined
  icon: 'left' | 'right'
  label: string
  onOpen: (task: Task) => void
}

function Step({ task, icon, label, onOpen }: StepProps) {
  return (
    <Button look="quiet" aria-label={label} disabled={!task} onClick={() => task && onOpen(task)}>
      <Icon name={icon} />
    </Button>
  )
}
