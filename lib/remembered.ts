/** Works something out of an object once, and keeps it for as long as the object is there: for what never changes. */
export function remembered<Of extends object, Value>(workOut: (of: Of) => Value): (of: Of) => Value {
  const known = new WeakMap<Of, { value: Value }>()
  return (of) => {
    const before = known.get(of)
    if (before) return before.value
    const value = workOut(of)
    known.set(of, { value })
    return value
  }
}
