'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { instancesProblem } from '@/lib/query/instances-query'
import type { ScopeName } from '@/lib/tasks/scope-choice'
import { useSourceReason } from '../details/use-source-reason'

/** Why the rows of a region stand without the names of their instances. */
export function NamelessNote({ scope }: { scope: ScopeName }) {
  const t = useTranslations('coverage')
  const reason = useSourceReason()
  const problem = instancesProblem(useQueryClient(), scope)
  return problem && <span>{t('nameless', { reason: reason('DescribeDBInstances', problem) })}</span>
}
