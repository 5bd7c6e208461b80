'use client'

import { useState } from 'react'
import type { Task } from '@/lib/tasks/task'

interface SteadyRows {
  rows: Task[]
  /** How many tasks have come since that are not shown. */
  newCount: number
  showNew: () => void
}

interface Shown {
  question: string | null
  rows: Task[]
  /** New tasks have been announced: they come when asked for, not when the pointer leaves to ask for them. */
  announced: boolean
}

/**
 * Keeps the rows a reader is on where they are: while `held`, a refresh changes what stands in a row, never which rows
 * stand where. A new `question` (another filter, page or order) always shows its own rows, once it has them: until
 * then it is null.
 */
export function useSteadyRows(latest: Task[], question: string | null, held: boolean): SteadyRows {
  const [shown, setShown] = useState<Shown>({ question, rows: latest, announced: false })
  const show = () => setShown({ question, rows: latest, announced: false })
  const now = new Map(latest.map((task) => [task.key, task]))
  const keys = new Set(shown.rows.map((task) => task.key))
  const newCount = latest.filter((task) => !keys.has(task.key)).length
  const free = !held && !shown.announced && !sameOrder(shown.rows, latest)

  if (question !== null && (shown.question !== question || free)) {
    show()
    return { rows: latest, newCount: 0, showNew: show }
  }
  if (held && newCount > 0 && !shown.announced) setShown({ ...shown, announced: true })
  return { rows: shown.rows.map((task) => now.get(task.key) ?? task), newCount, showNew: show }
}

function sameOrder(shown: Task[], latest: Task[]): boolean {
  return shown.length === latest.length && shown.every((task, index) => task.key === latest[index]?.key)
}
