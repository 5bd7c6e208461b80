import { differenceOf } from '../payload/difference-of'
import type { Change, Field, Value } from '../payload-section'
import { isSame } from './is-same'
import { type Pair, pairUp } from './pair-up'

const ABSENT: Value = { kind: 'absent' }

/** Fields of the same name side by side; what neither side says anything of is left out. */
export function compareFields(before: Field[], after: Field[]): Change[] {
  return pairUp(before, after, ({ label }) => JSON.stringify(label))
    .map(toChange)
    .filter((change) => change.before.kind !== 'absent' || change.after.kind !== 'absent')
}

function toChange(pair: Pair<Field>): Change {
  const [before, after] = pair
  const { label } = pair[0] ?? pair[1]
  const [was, is] = [before?.value ?? ABSENT, after?.value ?? ABSENT]
  return {
    label,
    before: was,
    after: is,
    changed: !isSame(was, is),
    difference: differenceOf(was, is),
    ...(before === null && { onlyIn: 'after' as const }),
    ...(after === null && { onlyIn: 'before' as const }),
  }
}
