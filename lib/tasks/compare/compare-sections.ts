import { withoutInstance } from '../payload/heading'
import type { ChangesSection, PayloadSection, TableSection } from '../payload-section'
import { compareFields } from './compare-fields'
import { type Pair, pairUp } from './pair-up'
import { keyColumnsOf, toFields } from './to-fields'

/** The sections of two payloads of one type side by side; one that only one of them has is compared with nothing. */
export function compareSections(before: PayloadSection[], after: PayloadSection[]): ChangesSection[] {
  return pairSections(before, after)
    .map(compareSection)
    .filter(({ changes }) => changes.length > 0)
}

/** Of one instance first; what is left is of different ones, and has the same place in each payload. */
function pairSections(before: PayloadSection[], after: PayloadSection[]): Pair<PayloadSection>[] {
  const exact = pairUp(before, after, ({ kind, title }) => `${kind} ${JSON.stringify(title)}`)
  const left = exact.flatMap(([one, other]) => (one !== null && other === null ? [one] : []))
  const right = exact.flatMap(([one, other]) => (one === null ? [other] : []))
  const loose = pairUp(left, right, ({ kind, title }) => `${kind} ${JSON.stringify(withoutInstance(title))}`)
  return [...exact.filter(([one, other]) => one !== null && other !== null), ...loose]
}

function compareSection(pair: Pair<PayloadSection>): ChangesSection {
  const [before, after] = pair
  const keyColumns = keyColumnsOf(pair.filter((section): section is TableSection => section?.kind === 'table'))
  const fieldsOf = (section: PayloadSection | null) => (section ? toFields(section, keyColumns) : [])
  return { kind: 'changes', title: titleOf(pair), changes: compareFields(fieldsOf(before), fieldsOf(after)) }
}

function titleOf([before, after]: Pair<PayloadSection>): PayloadSection['title'] {
  if (before === null) return after.title
  return after === null || JSON.stringify(before.title) === JSON.stringify(after.title)
    ? before.title
    : withoutInstance(before.title)
}
