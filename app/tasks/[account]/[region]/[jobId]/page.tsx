import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query'
import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { cache } from 'react'
import { TaskPage } from '@/components/tasks/task-page'
import { verifyViewer } from '@/lib/access/verify-viewer'
import { getTask } from '@/lib/fleet/get-task'
import { toProblem } from '@/lib/fleet/to-problem'
import type { Problem } from '@/lib/http/problem'
import { requireStart } from '@/lib/http/strict-query'
import { taskQuery } from '@/lib/query/tasks-query'
import type { TaskLocator } from '@/lib/tasks/task-locator'
import { type TimeZoneName, timeZones } from '@/lib/tasks/task-search'
import { toUtcText } from '@/lib/tasks/task-time'
import { type PageQuery, toSearchParams } from '../../../../page-query'
import { pageViewer } from '../../../../page-viewer'

interface PermalinkProps {
  params: Promise<{ account: string; region: string; jobId: string }>
  searchParams: Promise<PageQuery>
}

export async function generateMetadata({ params, searchParams }: PermalinkProps): Promise<Metadata> {
  const { jobId, ...scope } = await params
  const { reply } = await readOnce(scope.account, scope.region, jobId, toSearchParams(await searchParams).toString())
  if (!reply) return { title: jobId }
  const types = await getTranslations('taskType')
  const statuses = await getTranslations('taskStatus')
  return { title: `${statuses(reply.task.status)} · ${types(reply.task.type)} · ${jobId}` }
}

/** The task alone, in the drawer's own content: what a ticket links to. */
export default async function Permalink({ params, searchParams }: PermalinkProps) {
  await pageViewer()
  const { account, region, jobId } = await params
  const query = toSearchParams(await searchParams)
  const { locator, reply, refused, problem, readAt } = await readOnce(account, region, jobId, query.toString())
  const client = new QueryClient()
  if (reply) {
    const { task, raw, requestId } = reply
    client.setQueryData(taskQuery(locator).queryKey, { task, raw, requestId })
  }
  return (
    <HydrationBoundary state={dehydrate(client)}>
      <TaskPage locator={locator} zone={zoneOf(query)} refused={refused} firstProblem={problem} readAt={readAt} />
    </HydrationBoundary>
  )
}

/** Asked for by the page and by its title, answered with one call. */
const readOnce = cache(async (account: string, region: string, jobId: string, query: string) => {
  const parameters = new URLSearchParams(query)
  parameters.delete('tz')
  const { startedAt, refused } = readStart(parameters)
  const locator: TaskLocator = { account, region, jobId: decodeURIComponent(jobId), startedAt }
  try {
    return {
      locator,
      refused,
      reply: await getTask(await verifyViewer(), locator),
      problem: null,
      readAt: toUtcText(Date.now()),
    }
  } catch (error) {
    return { locator, refused, reply: null, problem: toProblem(error), readAt: '' }
  }
})

/** What a chat or a tracker hung onto the link does not hide the task: it is named, and left out. */
function readStart(parameters: URLSearchParams): { startedAt: string | null; refused: Problem | null } {
  try {
    return { startedAt: requireStart(parameters), refused: null }
  } catch (error) {
    const start = parameters.get('start')
    const alone = start !== null && [...parameters.keys()].some((name) => name !== 'start')
    const { startedAt } = alone ? readStart(new URLSearchParams({ start })) : { startedAt: null }
    return { startedAt, refused: toProblem(error) }
  }
}

function zoneOf(query: URLSearchParams): TimeZoneName {
  return timeZones.find((zone) => zone === query.get('tz')) ?? 'beijing'
}
