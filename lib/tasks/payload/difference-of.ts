import type { Change, Value } from '../payload-section'

/** How far apart two numbers of one unit are; nothing where they are not that, or are equal. */
export function differenceOf(before: Value, after: Value): Change['difference'] {
  if (before.kind !== 'quantity' || after.kind !== 'quantity') return undefined
  if (before.unit !== after.unit || before.amount === after.amount) return undefined
  return { by: after.amount - before.amount, ratio: before.amount > 0 ? after.amount / before.amount : null }
}
