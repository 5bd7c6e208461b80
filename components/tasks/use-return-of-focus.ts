'use client'

import { type RefObject, useCallback, useEffect, useRef } from 'react'

/** When the drawer closes, focus goes back to the row it was on, or to the heading where that row is not listed. */
export function useReturnOfFocus(
  openKey: string | null,
  heading: RefObject<HTMLHeadingElement | null>,
  list: RefObject<HTMLDivElement | null>,
) {
  const last = useRef(openKey)
  const restore = useCallback(
    (key: string) => {
      const link = list.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"] a[data-row-link]`)
      const target = link ?? heading.current
      target?.focus()
    },
    [heading, list],
  )
  useEffect(() => {
    if (openKey === null && last.current !== null) restore(last.current)
    last.current = openKey
  }, [openKey, restore])
}
