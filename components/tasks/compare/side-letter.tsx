import type { CompareSide } from '@/lib/tasks/compare/compare-search'

/** What a task is called on the page that compares it with another. */
export function SideLetter({ side }: { side: CompareSide }) {
  return (
    <span
      className={`mt-0.5 inline-flex size-5 shrink-0 items-center justify-center rounded font-semibold text-xs ${
        side === 'a'
          ? 'border border-line-strong text-ink'
          : 'bg-ink text-surface print:border print:border-ink print:bg-transparent print:text-ink'
      }`}
    >
      {side.toUpperCase()}
    </span>
  )
}
