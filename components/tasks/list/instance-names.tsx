'use client'

import { useQuery } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useMemo } from 'react'
import { instancesQuery } from '@/lib/query/instances-query'
import { instanceKey, instanceKeysOf, namesIn } from '@/lib/tasks/details/instance-keys'
import type { Task } from '@/lib/tasks/task'

type NameOf = (key: string) => string | null | undefined

const NamesContext = createContext<NameOf>(() => undefined)

/** The names of the instances in these rows: one question a page of rows, and none for the same rows again. */
export function InstanceNames({ tasks, children }: { tasks: Task[]; children: ReactNode }) {
  const asked = instanceKeysOf(tasks).join()
  const { data, isPlaceholderData, isPending, isError } = useQuery(instancesQuery(asked === '' ? [] : asked.split(',')))
  const isAwaited = isPlaceholderData || (isPending && !isError)
  const nameOf = useMemo((): NameOf => {
    const names = data && namesIn(data)
    return (key) => names?.get(key) ?? (isAwaited ? undefined : null)
  }, [data, isAwaited])
  return <NamesContext value={nameOf}>{children}</NamesContext>
}

/** The name of a task's first instance: undefined while it is asked for, null where there is none. */
export function useInstanceName(task: Task): string | null | undefined {
  const nameOf = useContext(NamesContext)
  const key = instanceKey(task, task.instanceIds[0])
  return key === null ? null : nameOf(key)
}
