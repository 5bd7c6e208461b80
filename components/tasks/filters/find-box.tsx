'use client'

import { useTranslations } from 'next-intl'
import { type FormEvent, useId, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { recogniseId } from '@/lib/tasks/recognise-id'
import type { Task } from '@/lib/tasks/task'
import type { TaskSearch } from '@/lib/tasks/task-search'
import { controlLook, Labelled } from './labelled'

interface FindBoxProps {
  /** The rows on screen: a JobId among them opens at once. */
  listed: Task[]
  onFind: (change: Partial<TaskSearch>) => void
  onOpen: (task: Task) => void
}

/** One box for whatever is in the clipboard; the shape of the id says what it is. */
export function FindBox({ listed, onFind, onOpen }: FindBoxProps) {
  const t = useTranslations('filters')
  const [text, setText] = useState('')
  const [refusal, setRefusal] = useState<string | null>(null)
  const refusalId = useId()

  function find(event: FormEvent) {
    event.preventDefault()
    if (text.trim() === '') return
    const recognised = recogniseId(text)
    const task = recognised?.kind === 'job' ? listed.find(({ jobId }) => jobId === recognised.id) : undefined
    if (!recognised) return setRefusal(t('findUnknown', { text: text.trim().slice(0, 60) }))
    if (recognised.kind === 'job' && !task) return setRefusal(t('findJob'))
    setText('')
    setRefusal(null)
    if (task) onOpen(task)
    else if (recognised.kind === 'instance') onFind({ instance: recognised.id })
    else onFind({ async: recognised.id })
  }

  return (
    <form onSubmit={find} className="min-w-56 flex-1">
      <div className="flex items-end gap-1.5">
        <div className="grow">
          <Labelled label={t('find')}>
            <input
              data-find
              type="text"
              className={`${controlLook} w-full font-mono`}
              placeholder={t('findHint')}
              value={text}
              aria-invalid={refusal !== null}
              aria-describedby={refusal ? refusalId : undefined}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => {
                setText(event.target.value)
                setRefusal(null)
              }}
            />
          </Labelled>
        </div>
        <Button type="submit" className="min-h-8">
          <Icon name="search" />
          {t('findGo')}
        </Button>
      </div>
      {refusal && (
        <p id={refusalId} role="alert" className="mt-1 text-negative text-xs">
          {refusal}
        </p>
      )}
    </form>
  )
}
