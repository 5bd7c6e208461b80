export interface CheckOption<Value extends string> {
  value: Value
  label: string
  /** What else it is called. */
  note?: string
  /** How many rows it has, as people read numbers. */
  count?: string
}

interface CheckListProps<Value extends string> {
  options: CheckOption<Value>[]
  chosen: readonly string[]
  onToggle: (value: Value) => void
}

export function CheckList<Value extends string>({ options, chosen, onToggle }: CheckListProps<Value>) {
  return (
    <ul className="space-y-0.5">
      {options.map(({ value, label, note, count }) => (
        <li key={value}>
          <label className="flex min-h-6 items-center gap-2 whitespace-nowrap">
            <input type="checkbox" checked={chosen.includes(value)} onChange={() => onToggle(value)} />
            {label}
            {note && <span className="text-ink-faint text-xs">{note}</span>}
            {count && <span className="ml-auto pl-4 text-ink-faint text-xs">{count}</span>}
          </label>
        </li>
      ))}
    </ul>
  )
}

export function toggled<Value extends string>(chosen: readonly Value[], value: Value): Value[] {
  return chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value]
}
