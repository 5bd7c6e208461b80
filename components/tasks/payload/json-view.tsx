'use client'

import { JsonTree } from '@/components/ui/json-tree'
import type { JsonSection } from '@/lib/tasks/payload-section'

export function JsonView({ section: { value } }: { section: JsonSection }) {
  return (
    <div className="overflow-x-auto rounded-lg border border-line px-3 py-2 text-sm">
      <JsonTree value={value} />
    </div>
  )
}
