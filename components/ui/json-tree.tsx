import type { Json } from '@/lib/tasks/json'
import { LongText } from './long-text'

/** JSON as it came, folded below the second level. Deep or wide values stay closed until asked for. */
export function JsonTree({ value, depth = 0 }: { value: Json; depth?: number }) {
  if (value === null || typeof value !== 'object') return <Scalar value={value} />
  const entries = Array.isArray(value)
    ? value.map((item, index) => [String(index), item] as const)
    : Object.entries(value)
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  if (entries.length === 0) return <code className="text-ink-faint">{`${open}${close}`}</code>
  if (depth > 8) return <LongText className="font-mono" text={JSON.stringify(value)} />
  return (
    <details open={depth < 2 && entries.length <= 200} className="font-mono text-xs">
      <summary className="min-h-6 py-1 text-ink-faint hover:text-ink">
        {open} {entries.length} {close}
      </summary>
      <ul className="ml-2 border-line border-l pl-3">
        {entries.map(([key, item]) => (
          <li key={key} className="py-0.5">
            <bdi className="text-ink-soft">{key}</bdi>
            <span className="text-ink-faint">: </span>
            <JsonTree value={item} depth={depth + 1} />
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
