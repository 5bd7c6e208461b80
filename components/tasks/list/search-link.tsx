'use client'

import type { AnchorHTMLAttributes } from 'react'
import type { TaskSearch } from '@/lib/tasks/task-search'
import { useAddressOf } from '../use-task-search'

interface SearchLinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href' | 'onClick'> {
  search: TaskSearch
  change: Partial<TaskSearch>
  navigate: (change: Partial<TaskSearch>) => void
}

/** A link to a changed search: a plain click stays on the page, every other kind of click is the browser's. */
export function SearchLink({ search, change, navigate, ...rest }: SearchLinkProps) {
  const addressOf = useAddressOf()
  return (
    <a
      {...rest}
      href={addressOf({ ...search, ...change })}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
        event.preventDefault()
        navigate(change)
      }}
    />
  )
}
