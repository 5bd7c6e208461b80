import { Icon } from '@/components/ui/icon'

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
          <label className="relative flex min-h-6 items-center gap-2 whitespace-nowrap">
            {/* The whole line is the target; the box only shows it. */}
            <input
              type="checkbox"
              className="peer absolute inset-0 size-full cursor-pointer opacity-0"
              checked={chosen.includes(value)}
              onChange={() => onToggle(value)}
            />
            <span
              aria-hidden="true"
              className="size-3.5 shrink-0 rounded-[3px] border border-ink-faint text-transparent peer-checked:border-accent peer-checked:bg-accent peer-checked:text-on-accent peer-focus-visible:outline-2 peer-focus-visible:outline-accent peer-focus-visible:outline-offset-2"
            >
              <Icon name="check" className="size-3" />
            </span>
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
