import { setTimeout as wait } from 'node:timers/promises'
import { type ReactNode, Suspense } from 'react'

/** React holds back what streams until 300 ms after the first paint, so a reply this quick is awaited instead. */
const AWAITED_MS = 250

interface FirstFrameProps {
  /** Never rejects. */
  read: Promise<unknown>
  /** Stands in while a slower reply is awaited. */
  meanwhile: ReactNode
  /** Waits for `read` by itself. */
  children: ReactNode
}

/** What was read is in the first HTML, and the first frame has it in it: to paint half a page first costs the whole one its time. */
export async function FirstFrame({ read, meanwhile, children }: FirstFrameProps) {
  const inTime = await Promise.race([read.then(() => true), wait(AWAITED_MS, false)])
  return (
    <>
      <link rel="expect" href={`#${DRAWN}`} blocking="render" />
      {inTime ? children : <Suspense fallback={meanwhile}>{children}</Suspense>}
      <span id={DRAWN} hidden />
    </>
  )
}

/** Comes after what was read, or after what stands in for it. */
const DRAWN = 'drawn'
