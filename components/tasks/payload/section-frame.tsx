'use client'

import type { ReactNode } from 'react'
import type { Label } from '@/lib/tasks/payload-section'
import { SectionHeading } from '../drawer/section-heading'
import { LabelText } from './label-text'

export function SectionFrame({ title, note, children }: { title: Label; note?: Label; children: ReactNode }) {
  return (
    <section>
      <SectionHeading note={note && <LabelText label={note} />}>
        <LabelText label={title} />
      </SectionHeading>
      {children}
    </section>
  )
}
