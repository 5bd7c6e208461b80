'use client'

import type { ChangesSection } from '@/lib/tasks/payload-section'
import { SectionFrame } from '../payload/section-frame'
import { ChangesTable } from './changes-table'
import { EqualFold } from './equal-fold'

/** One section of two tasks: what differs, then what does not. */
export function SideBySide({ section: { title, changes } }: { section: ChangesSection }) {
  const differing = changes.filter(({ changed }) => changed)
  const equal = changes.filter(({ changed }) => !changed)
  return (
    <SectionFrame title={title}>
      <div className="rounded-lg border border-line bg-surface">
        {differing.length > 0 && <ChangesTable title={title} changes={differing} />}
        <EqualFold changes={equal} open={differing.length === 0} />
      </div>
    </SectionFrame>
  )
}
