import type { Json } from '@/lib/json'
import { LongText, visibleControls } from './long-text'

interface JsonTreeProps {
  value: Json
  /** How many levels are unfolded at first. */
  unfolded?: number
  depth?: number
}

/** JSON as it came. Deep or wide values stay closed until asked for. */
export function JsonTree({ value, unfolded = 2, depth = 0 }: JsonTreeProps) {
  if (value === null || typeof value !== 'object') return <Scalar value={value} />
  const entries = Array.isArray(value)
    ? value.map((item, index) => [String(index), item] as const)
    : Object.entries(value)
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  if (entries.length === 0) return <code className="text-ink-faint">{`${open}${close}`}</code>
  if (depth > 8) return <LongText className="font-mono" text={JSON.stringify(value)} />
  return (
    <details open={depth < unfolded && entries.length <= 200} className="font-mono text-xs">
      <summary className="min-h-6 py-1 text-ink-faint hover:text-ink">
        {open} {entries.length} {close}
      </summary>
      <ul className="ml-2 border-line border-l pl-3">
        {entries.map(([key, item]) => (
          <li key={key} className="py-0.5">
            <bdi className="text-ink-soft">{visibleControls(key)}</bdi>
            <span className="text-ink-faint">: </span>
            <JsonTree value={item} unfolded={unfolded} depth={depth + 1} />
          </li>
        ))}
      </ul>
    </details>
  )
}

function Scalar({ value }: { value: string | number | boolean | null }) {
  return typeof value === 'string' ? (
    <LongText className="font-mono text-xs text-positive" text={JSON.stringify(value)} />
  ) : (
    <code className="text-xs text-accent">{String(value)}</code>
  )
}
