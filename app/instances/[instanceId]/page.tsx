import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { InstanceView } from '@/components/instances/instance-view'
import { UnreadableInstance } from '@/components/instances/unreadable-instance'
import { ListSkeleton } from '@/components/tasks/list/list-skeleton'
import { listTasks } from '@/lib/fleet/list-tasks'
import { visibleScopes } from '@/lib/fleet/scopes'
import { toProblem } from '@/lib/fleet/to-problem'
import type { Problem } from '@/lib/http/problem'
import { instanceQuestion, instanceTasks, readPages } from '@/lib/query/instance-tasks-query'
import { instanceAddress } from '@/lib/tasks/page-address'
import { readInstanceId } from '@/lib/tasks/recognise-id'
import type { ScopeName } from '@/lib/tasks/scope-choice'
import { readTaskSearch } from '@/lib/tasks/task-search'
import { FirstFrame } from '../../first-frame'
import { type PageQuery, toSearchParams } from '../../page-query'
import { pageViewer } from '../../page-viewer'

interface InstancePageProps {
  params: Promise<{ instanceId: string }>
  searchParams: Promise<PageQuery>
}

export async function generateMetadata({ params, searchParams }: InstancePageProps): Promise<Metadata> {
  const t = await getTranslations('instance')
  const text = decodeURIComponent((await params).instanceId)
  const { search } = readTaskSearch(toSearchParams(await searchParams), instanceAddress(text))
  return { title: [search.task?.jobId, text.slice(0, 100), t('title')].filter(Boolean).join(' · ') }
}

/** Whoever has an id and no region: every scope is asked, and the rows say where the instance is. */
export default async function Instance({ params, searchParams }: InstancePageProps) {
  const viewer = await pageViewer()
  const text = decodeURIComponent((await params).instanceId)
  const instanceId = readInstanceId(text)
  if (instanceId === null) return <UnreadableInstance text={text} />

  const scopes = visibleScopes(viewer).map(({ account, region }) => ({ account: account.name, region }))
  const query = toSearchParams(await searchParams)
  const { search } = readTaskSearch(query, instanceAddress(instanceId))
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: 4_000, retry: false } } })
  const queryFn = () => readPages(instanceQuestion(search), (page) => listTasks(viewer, page, { wait: 'first' }))
  const read = client.query({ ...instanceTasks.query(search), queryFn }).then(() => null, toProblem)

  return (
    <FirstFrame read={read} meanwhile={<ListSkeleton />}>
      <Rows client={client} read={read} instanceId={instanceId} scopes={scopes} query={query.toString()} />
    </FirstFrame>
  )
}

interface RowsProps {
  client: QueryClient
  /** Ends with what kept the rows from being read, or with null. */
  read: Promise<Problem | null>
  instanceId: string
  scopes: ScopeName[]
  query: string
}

async function Rows({ client, read, instanceId, scopes, query }: RowsProps) {
  const firstProblem = await read
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <InstanceView instanceId={instanceId} scopes={scopes} firstProblem={firstProblem} firstQuery={query} />
    </HydrationBoundary>
  )
}
