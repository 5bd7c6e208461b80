'use client'

import { compareSides } from '@/lib/tasks/compare/compare-search'
import type { Detail } from '@/lib/tasks/details/task-details'
import { Origin } from '../details/origin'
import { SideLetter } from './side-letter'

/** Which API told what a task did, where it was not the task's own `Data`. */
export function PayloadOrigins(origins: { a: Detail | null; b: Detail | null }) {
  return compareSides.map((side) => {
    const detail = origins[side]
    return (
      detail?.data != null && (
        <div key={side} className="flex items-baseline gap-2">
          <SideLetter side={side} />
          <Origin detail={detail} />
        </div>
      )
    )
  })
}
