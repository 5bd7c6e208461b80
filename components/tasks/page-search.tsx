'use client'

import type { ReactNode } from 'react'
import { FormatsProvider } from './formats'
import { FirstQueryContext, type TaskSearchState, useTaskSearch } from './use-task-search'
import { useZone } from './use-zone'

interface PageSearchProps {
  /** Of the address, as the server read it. */
  firstQuery: string
  children: (state: TaskSearchState) => ReactNode
}

/** What the address asks for, and all that is drawn of it in the zone of times that it names. */
export function PageSearch({ firstQuery, children }: PageSearchProps) {
  return (
    <FirstQueryContext value={firstQuery}>
      <InZone>{children}</InZone>
    </FirstQueryContext>
  )
}

function InZone({ children }: Pick<PageSearchProps, 'children'>) {
  const state = useTaskSearch()
  return <FormatsProvider zone={useZone(state.search.tz)}>{children(state)}</FormatsProvider>
}
