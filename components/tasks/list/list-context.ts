import type { useTranslations } from 'next-intl'
import { createContext, useContext } from 'react'
import type { Task } from '@/lib/tasks/task'

interface ListContextValue {
  /** When the rows were read, UTC: the “now” of what still runs, equal on the server and in the browser. */
  readAt: string
  /** Whether each row is one line. */
  dense: boolean
  addressOfTask: (task: Task) => string
  onOpen: (task: Task) => void
  /** The words of the list, once for all its cells. */
  t: ReturnType<typeof useTranslations<'list'>>
}

const ListContext = createContext<ListContextValue | null>(null)

export const ListProvider = ListContext.Provider

export function useList(): ListContextValue {
  const value = useContext(ListContext)
  if (!value) throw new Error('useList outside ListProvider')
  return value
}
