'use client'

import { useQuery } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'next-intl'
import { guidanceQuery } from '@/lib/query/guidance-query'
import { toHandOver } from '@/lib/tasks/hand-over'
import type { Task } from '@/lib/tasks/task'
import { useFormats } from '../formats'

/** Writes a task as Markdown for a ticket, given the task's own address. */
export function useHandOver(task: Task, requestId: string | null): (address: string) => string {
  const t = useTranslations('drawer')
  const formats = useFormats()
  const rules = useQuery(guidanceQuery(useLocale())).data?.rules ?? {}
  const explanation = rules[task.failure?.rule ?? '']
  const status = formats.status(task)
  const type = formats.type(task)
  const words = {
    title: `${status} · ${type} · ${task.jobId}`,
    status,
    type,
    region: formats.region(task.region),
    duration: task.durationSeconds === null ? null : formats.duration(task.durationSeconds),
    cause: explanation?.cause ?? null,
    check: explanation?.check ?? null,
    label: t,
    onlyFirst: (shown: number, total: number) =>
      t('messageCut', { shown: formats.number(shown), total: formats.number(total) }),
  }
  const runbooks = (task.failure?.runbooks ?? []).flatMap((id) => rules[id]?.runbook ?? [])
  return (address) => toHandOver(task, { words, address, runbooks, requestId })
}
