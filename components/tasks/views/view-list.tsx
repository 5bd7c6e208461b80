'use client'

import type { MouseEvent } from 'react'
import { Icon } from '@/components/ui/icon'
import { type SavedView, searchOfView } from '@/lib/tasks/saved-views'
import type { TaskSearch } from '@/lib/tasks/task-search'
import { addressOf } from '../use-task-search'

interface ViewListProps {
  views: SavedView[]
  /** The one that is shown. */
  current: SavedView | null
  search: TaskSearch
  navigate: (change: TaskSearch) => void
}

/** Links: a middle click opens a view beside this one. */
export function ViewList({ views, current, search, navigate }: ViewListProps) {
  function open(event: MouseEvent<HTMLAnchorElement>, view: SavedView) {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    const menu = event.currentTarget.closest('details')
    menu?.removeAttribute('open')
    menu?.querySelector('summary')?.focus()
    navigate(searchOfView(view.query, search))
  }

  return (
    <ul>
      {views.map((view) => (
        <li key={view.name}>
          <a
            href={addressOf(searchOfView(view.query, search))}
            aria-current={view === current ? 'true' : undefined}
            onClick={(event) => open(event, view)}
            className="-mx-1 flex min-h-7 items-center gap-2 rounded px-1 hover:bg-hover aria-[current]:font-medium aria-[current]:text-accent"
          >
            <Icon name="check" className={`size-3.5 ${view === current ? '' : 'invisible'}`} />
            <bdi className="max-w-64 break-words">{view.name}</bdi>
          </a>
        </li>
      ))}
    </ul>
  )
}
