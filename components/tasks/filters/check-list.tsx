interface CheckListProps<Value extends string> {
  options: { value: Value; label: string }[]
  chosen: readonly string[]
  onToggle: (value: Value) => void
}

export function CheckList<Value extends string>({ options, chosen, onToggle }: CheckListProps<Value>) {
  return (
    <ul className="space-y-0.5">
      {options.map(({ value, label }) => (
        <li key={value}>
          <label className="flex min-h-6 items-center gap-2 whitespace-nowrap">
            <input type="checkbox" checked={chosen.includes(value)} onChange={() => onToggle(value)} />
            {label}
          </label>
        </li>
      ))}
    </ul>
  )
}
