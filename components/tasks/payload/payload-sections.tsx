'use client'

import type { ComponentType } from 'react'
import type { PayloadSection } from '@/lib/tasks/payload-section'
import { ChangesView } from './changes-view'
import { DetailsView } from './details-view'
import { JsonView } from './json-view'
import { SectionFrame } from './section-frame'
import { TableView } from './table-view'

type Views = { [Kind in PayloadSection['kind']]: ComponentType<{ section: Extract<PayloadSection, { kind: Kind }> }> }

/** One drawing a kind of section; a kind without a drawing does not compile. */
const views: Views = { details: DetailsView, table: TableView, changes: ChangesView, json: JsonView }

export function PayloadSections({ sections }: { sections: PayloadSection[] }) {
  return sections.map((section, index) => {
    // Safe: the map above pairs each kind with the view of that kind.
    const View = views[section.kind] as ComponentType<{ section: PayloadSection }>
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: sections have no identity, and a task's never move.
      <SectionFrame key={index} title={section.title} note={section.note}>
        <View section={section} />
      </SectionFrame>
    )
  })
}
