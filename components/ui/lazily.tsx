'use client'

import { type ComponentType, lazy, Suspense, useState, useSyncExternalStore } from 'react'

/**
 * A part whose code comes when it is first drawn, with nothing in its place until then. In the first HTML it is there
 * already. The framework's own way to do this weighs more than most of what it is used for.
 */
export function lazily<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  const Part = lazy(() => load().then((component) => ({ default: component })))
  // biome-ignore lint/correctness/noComponentHookFactories: called at module scope only, once a part.
  return function Lazily(props: Props) {
    const [cameWithPage] = useState(useSyncExternalStore(neverChanges, no, yes))
    const part = <Part {...props} />
    // A boundary is filled after the first frame, and emptied by what changes before its code is here: the page jumps.
    return cameWithPage ? part : <Suspense>{part}</Suspense>
  }
}

/** The same, and never in the first HTML. */
export function lazilyInBrowser<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  const Part = lazily(load)
  // biome-ignore lint/correctness/noComponentHookFactories: as above.
  return function LazilyInBrowser(props: Props) {
    const isBrowser = useSyncExternalStore(neverChanges, yes, no)
    return isBrowser && <Part {...props} />
  }
}

const neverChanges = () => () => {}
const yes = () => true
const no = () => false
