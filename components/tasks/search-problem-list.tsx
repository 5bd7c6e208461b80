'use client'

import { useTranslations } from 'next-intl'
import { visibleControls } from '@/components/ui/long-text'
import type { SearchProblem } from '@/lib/tasks/task-search'

const WORDS = {
  'unknown-parameter': 'unknownParameter',
  'not-allowed': 'notAllowed',
  repeated: 'repeated',
  'ends-before-it-starts': 'endsBeforeItStarts',
} as const satisfies Record<SearchProblem['reason'], string>

export function SearchProblemList({ problems }: { problems: SearchProblem[] }) {
  const t = useTranslations('notice')
  return (
    <ul className="list-disc space-y-0.5 pl-4 text-sm">
      {problems.map(({ parameter, value, reason, allowed }) => (
        <li key={`${parameter} ${value}`} className="break-words">
          {t(WORDS[reason], {
            name: shown(parameter),
            value: shown(value),
            allowed: allowed.join(', '),
          })}
        </li>
      ))}
    </ul>
  )
}

function shown(text: string): string {
  return visibleControls(text.length > 100 ? `${text.slice(0, 100)}…` : text)
}
