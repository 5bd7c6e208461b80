import { setTimeout as wait } from 'node:timers/promises'
import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { ComparePicker } from '@/components/tasks/compare/compare-picker'
import { CompareView, type FirstRead } from '@/components/tasks/compare/compare-view'
import type { Viewer } from '@/lib/access/viewer'
import { getTask } from '@/lib/fleet/get-task'
import { toProblem } from '@/lib/fleet/to-problem'
import { taskQuery } from '@/lib/query/tasks-query'
import { compareAddress, isPlain, readCompareSearch } from '@/lib/tasks/compare/compare-search'
import type { TaskLocator } from '@/lib/tasks/task-locator'
import { toUtcText } from '@/lib/tasks/task-time'
import { type PageQuery, toSearchParams } from '../page-query'
import { pageViewer } from '../page-viewer'

interface CompareProps {
  searchParams: Promise<PageQuery>
}

/** A task that takes longer does not hold the other back: the browser asks on, and shares the call. */
const AWAITED_MS = 1_500

export async function generateMetadata({ searchParams }: CompareProps): Promise<Metadata> {
  const t = await getTranslations('compare')
  const { a, b } = readCompareSearch(toSearchParams(await searchParams)).search
  return { title: a && b ? t('titleOf', { a: a.jobId, b: b.jobId }) : t('title') }
}

/** Two tasks side by side; where the address does not name both, a form asks for them. */
export default async function Compare({ searchParams }: CompareProps) {
  const viewer = await pageViewer()
  const read = readCompareSearch(toSearchParams(await searchParams))
  const { a, b, tz } = read.search
  if (!a || !b) return <ComparePicker {...read} />
  if (read.problems.length === 0 && !isPlain(read)) redirect(compareAddress(a, b, tz))
  const client = new QueryClient()
  const [first, second] = await Promise.all([readSide(viewer, client, a), readSide(viewer, client, b)])
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <CompareView a={first} b={second} firstZone={tz} problems={read.problems} />
    </HydrationBoundary>
  )
}

async function readSide(viewer: Viewer, client: QueryClient, locator: TaskLocator): Promise<FirstRead> {
  const reply = getTask(viewer, locator).then(
    ({ task, raw, requestId }) => {
      client.setQueryData(taskQuery(locator).queryKey, { task, raw, requestId })
      return null
    },
    (error: unknown) => toProblem(error),
  )
  const problem = await Promise.race([reply, wait(AWAITED_MS, null)])
  return { locator, problem, readAt: toUtcText(Date.now()) }
}
