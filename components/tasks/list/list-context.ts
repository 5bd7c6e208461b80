import { createContext } from 'react'
import type { Task } from '@/lib/tasks/task'

interface ListContextValue {
  /** When the rows were read, UTC: the “now” of what still runs, equal on the server and in the browser. */
  readAt: string
  addressOfTask: (task: Task) => string
  onOpen: (task: Task) => void
}

export const ListContext = createContext<ListContextValue>({
  readAt: '',
  addressOfTask: () => '',
  onOpen: () => undefined,
})
