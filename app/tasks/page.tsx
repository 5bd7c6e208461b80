import { setTimeout as wait } from 'node:timers/promises'
import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { Suspense } from 'react'
import { ListSkeleton } from '@/components/tasks/list/list-skeleton'
import { TasksView } from '@/components/tasks/tasks-view'
import { config } from '@/lib/config'
import { listTasks } from '@/lib/fleet/list-tasks'
import { visibleScopes } from '@/lib/fleet/scopes'
import { toProblem } from '@/lib/fleet/to-problem'
import type { Problem } from '@/lib/http/problem'
import { tasksQuery } from '@/lib/query/tasks-query'
import type { ScopeName } from '@/lib/tasks/scope-choice'
import { readTaskSearch } from '@/lib/tasks/task-search'
import { type PageQuery, toSearchParams } from '../page-query'
import { pageViewer } from '../page-viewer'

interface TasksPageProps {
  searchParams: Promise<PageQuery>
}

/** React holds back what streams until 300 ms after the first paint, so a reply this quick is awaited instead. */
const AWAITED_MS = 250

export async function generateMetadata({ searchParams }: TasksPageProps): Promise<Metadata> {
  const t = await getTranslations('list')
  const { search } = readTaskSearch(toSearchParams(await searchParams))
  return { title: [search.task?.jobId, t('heading'), ...search.region].filter(Boolean).join(' · ') }
}

/** Rows are in the first HTML: read here, handed to the browser's cache, and not asked for again on arrival. */
export default async function Tasks({ searchParams }: TasksPageProps) {
  const viewer = await pageViewer()
  const scopes = visibleScopes(viewer).map(({ account, region }) => ({ account: account.name, region }))
  const query = toSearchParams(await searchParams)
  const { search } = readTaskSearch(query)
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: 4_000, retry: false } } })
  const read = client
    .query({ ...tasksQuery(search), queryFn: () => listTasks(viewer, search, { wait: 'first' }) })
    .then(() => null, toProblem)

  const inTime = await Promise.race([read.then(() => true), wait(AWAITED_MS, false)])
  const rows = <Rows client={client} read={read} scopes={scopes} query={query.toString()} />
  return (
    <>
      {/* The first frame has the rows in it: to paint half a page first costs the whole one its time. */}
      <link rel="expect" href={`#${DRAWN}`} blocking="render" />
      {inTime ? rows : <Suspense fallback={<ListSkeleton />}>{rows}</Suspense>}
      <span id={DRAWN} hidden />
    </>
  )
}

/** Comes after the rows, or after what stands in for them while they are awaited. */
const DRAWN = 'drawn'

interface RowsProps {
  client: QueryClient
  /** Ends with what kept the rows from being read, or with null. */
  read: Promise<Problem | null>
  scopes: ScopeName[]
  query: string
}

async function Rows({ client, read, scopes, query }: RowsProps) {
  const firstProblem = await read
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <TasksView scopes={scopes} views={config().views} firstProblem={firstProblem} firstQuery={query} />
    </HydrationBoundary>
  )
}
