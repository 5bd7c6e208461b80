import 'server-only'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { safeReturn } from '@/lib/access/return-to'
import { verifyViewer } from '@/lib/access/verify-viewer'
import type { Viewer } from '@/lib/access/viewer'
import { type Problem, problemKind } from '@/lib/http/problem'
import { isProblemError } from '@/lib/http/problem-error'
import { ADDRESS_HEADER } from '@/lib/http/request-headers'

/** Who a page is for. Whoever may not see it is sent where the way in is, or that there is none, and sees nothing of it. */
export async function pageViewer(): Promise<Viewer> {
  const { viewer, problem } = await lookForViewer()
  if (viewer) return viewer
  const to = safeReturn((await headers()).get(ADDRESS_HEADER))
  redirect(accessAddress(problemKind(problem), to))
}

/** For what is on every page, and for the page that says why one is not seen. */
export async function lookForViewer(): Promise<{ viewer: Viewer; problem: null } | { viewer: null; problem: Problem }> {
  try {
    return { viewer: await verifyViewer(), problem: null }
  } catch (error) {
    if (isProblemError(error)) return { viewer: null, problem: error.problem }
    throw error
  }
}

/** The page about why somebody is not let in, with the way back. */
export function accessAddress(kind: string, to: string): string {
  return `/auth?${new URLSearchParams({ kind, to })}`
}
