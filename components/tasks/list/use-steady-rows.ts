'use client'

import { useState } from 'react'
import type { Task } from '@/lib/tasks/task'

interface SteadyRows {
  rows: Task[]
  /** How many tasks have come since that are not shown. */
  newCount: number
  showNew: () => void
}

/**
 * Keeps the rows a reader is on where they are: while `held`, a refresh changes what stands in a row, never which rows
 * stand where. A new `question` (another filter, page or order) always shows its own rows, once it has them: until
 * then it is null.
 */
export function useSteadyRows(latest: Task[], question: string | null, held: boolean): SteadyRows {
  const [shown, setShown] = useState<{ question: string | null; rows: Task[] }>({ question, rows: latest })
  const now = new Map(latest.map((task) => [task.key, task]))
  const keys = new Set(shown.rows.map((task) => task.key))
  const newCount = latest.filter((task) => !keys.has(task.key)).length

  if (question !== null && (shown.question !== question || (!held && !sameOrder(shown.rows, latest)))) {
    const next = { question, rows: latest }
    setShown(next)
    return { rows: latest, newCount: 0, showNew: () => undefined }
  }
  return {
    rows: shown.rows.map((task) => now.get(task.key) ?? task),
    newCount,
    showNew: () => setShown({ question, rows: latest }),
  }
}

function sameOrder(shown: Task[], latest: Task[]): boolean {
  return shown.length === latest.length && shown.every((task, index) => task.key === latest[index]?.key)
}
