import type { Value } from '../payload-section'
import { toNestedStatus } from '../task-status'

/** Whether two values say the same, whatever their wire shape. Never throws. */
export function isSame(one: Value, other: Value): boolean {
  try {
    return isSameValue(one, other)
  } catch {
    // Nested deeper than the engine's stack: nobody can tell, so nobody says they are equal.
    return false
  }
}

function isSameValue(one: Value, other: Value): boolean {
  if (one.kind === 'status' && other.kind === 'status') {
    const [status, otherStatus] = [toNestedStatus(one.asCame), toNestedStatus(other.asCame)]
    return one.asCame === other.asCame || (status !== null && status === otherStatus)
  }
  if (one.kind === 'change' && other.kind === 'change') {
    const [was, otherWas] = [one.before ?? one.after, other.before ?? other.after]
    return isSameValue(was, otherWas) && isSameValue(one.after, other.after)
  }
  if (one.kind === 'fields' && other.kind === 'fields') {
    const isPair = ({ label, value }: (typeof one.fields)[number], index: number) => {
      const twin = other.fields[index]
      return twin !== undefined && isEqual(label, twin.label) && isSameValue(value, twin.value)
    }
    return one.fields.length === other.fields.length && one.fields.every(isPair)
  }
  return isEqual(one, other)
}

/** Equal in structure; the order of an object's keys says nothing. */
function isEqual(one: unknown, other: unknown): boolean {
  if (one === other) return true
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false
  if (Array.isArray(one) !== Array.isArray(other)) return false
  const entries = Object.entries(one)
  // Safe: both are objects, and only own keys are looked at.
  const twins = new Map(Object.entries(other as Record<string, unknown>))
  return (
    entries.length === twins.size && entries.every(([key, value]) => twins.has(key) && isEqual(value, twins.get(key)))
  )
}
