'use client'

import type { DetailsSection } from '@/lib/tasks/payload-section'
import { Fact, Facts } from '../drawer/facts'
import { LabelText } from './label-text'
import { ValueText } from './value-text'

export function DetailsView({ section: { fields } }: { section: DetailsSection }) {
  return (
    <Facts>
      {fields.map(({ label, value }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: fields have no identity, and never move.
        <Fact key={index} label={<LabelText label={label} />}>
          <ValueText value={value} />
        </Fact>
      ))}
    </Facts>
  )
}
