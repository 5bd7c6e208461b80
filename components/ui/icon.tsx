const PATHS = {
  check: 'M3 8.5 6.5 12 13 4.5',
  cross: 'M4 4l8 8M12 4l-8 8',
  play: 'M5 3.5v9l7-4.5z',
  pause: 'M5 3.5v9M11 3.5v9',
  clock: 'M8 4.5V8l2.5 1.5M14 8A6 6 0 1 1 2 8a6 6 0 0 1 12 0Z',
  plus: 'M8 3.5v9M3.5 8h9',
  dash: 'M3.5 8h9',
  dots: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  question: 'M6 6a2 2 0 1 1 2.6 1.9c-.4.2-.6.5-.6 1V10M8 12.4v.1',
  up: 'M8 13V3.5M4 7l4-4 4 4',
  down: 'M8 3v9.5M4 9l4 4 4-4',
  left: 'M10 3.5 5.5 8l4.5 4.5',
  right: 'M6 3.5 10.5 8 6 12.5',
  chevron: 'M4 6l4 4 4-4',
  refresh: 'M13 8a5 5 0 1 1-1.5-3.6M13 2.5v3h-3',
  search: 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10ZM10.5 10.5 14 14',
  copy: 'M6 6V3h7v7h-3M3 6h7v7H3z',
  warning: 'M8 2.5 14.5 13.5h-13zM8 6.5v3.2M8 11.7v.1',
  unequal: 'M3.5 6h9M3.5 10h9M10.5 3l-5 10',
  swap: 'M2.5 5.5h10M10 3l2.5 2.5L10 8M13.5 10.5h-10M6 8l-2.5 2.5L6 13',
  lock: 'M3.5 7.5h9v6h-9zM5.5 7.5V5a2.5 2.5 0 0 1 5 0v2.5',
  user: 'M8 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM3 13.5a5 5 0 0 1 10 0',
  external: 'M6 3H3v10h10v-3M9 3h4v4M13 3 7.5 8.5',
} as const

export type IconName = keyof typeof PATHS

interface IconProps {
  name: IconName
  className?: string
  /** Inside another drawing: the corner and the size there. */
  at?: { x: number; y: number; width: number; height: number }
}

/** Decoration only: the words stand beside it. */
export function Icon({ name, className = 'size-4', at }: IconProps) {
  return (
    <svg viewBox="0 0 16 16" className={`icon ${className}`} aria-hidden="true" {...at}>
      <path d={PATHS[name]} />
    </svg>
  )
}
