'use client'

import { useState } from 'react'
import type { Task } from '@/lib/tasks/task'
import { allOf, freshened, type LatestRows, type ShownRows, type SteadyStep, stepSteadily } from './steady-rows'

interface SteadyRows extends Omit<SteadyStep, 'shown'> {
  earlier: Task[]
  rows: Task[]
  /** Of those, what the latest reading still has: of what has left it, nothing newer is known. */
  listed: Task[]
  showNew: () => void
}

/** The rows to draw, which a refresh does not move under a reader. */
export function useSteadyRows(latest: LatestRows, held: boolean): SteadyRows {
  const [kept, keep] = useState<ShownRows>({ ...latest, announced: false })
  const { shown, ...news } = stepSteadily(kept, latest, held)
  if (shown !== kept) keep(shown)
  const present = new Set(allOf(latest).map(({ key }) => key))
  const earlier = freshened(shown.earlier, latest)
  const rows = freshened(shown.rows, latest)
  return {
    earlier,
    rows,
    listed: [...earlier, ...rows].filter(({ key }) => present.has(key)),
    ...news,
    showNew: () => keep({ ...latest, announced: false }),
  }
}
