import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { LatestAnswer } from '@/components/tasks/latest/latest-answer'
import { LatestRefused } from '@/components/tasks/latest/latest-refused'
import type { Viewer } from '@/lib/access/viewer'
import { type LatestTask, latestTask } from '@/lib/fleet/latest-task'
import { toProblem } from '@/lib/fleet/to-problem'
import type { Problem } from '@/lib/http/problem'
import { latestAddress, taskPageAddress } from '@/lib/tasks/page-address'
import { readTaskSearch, type TaskSearch } from '@/lib/tasks/task-search'
import { type PageQuery, toSearchParams } from '../../page-query'
import { pageViewer } from '../../page-viewer'

interface LatestProps {
  searchParams: Promise<PageQuery>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('latest'))('title') }
}

/** Opens the newest match; a runbook can name it before the incident. Where it may not be the newest, it says so instead. */
export default async function Latest({ searchParams }: LatestProps) {
  const viewer = await pageViewer()
  const { search, problems } = readTaskSearch(toSearchParams(await searchParams), latestAddress)
  // A filter that was dropped would open another task.
  if (problems.length > 0) return <LatestRefused search={search} problems={problems} />
  const { found, problem } = await look(viewer, search)
  if (found?.task && found.doubtful.length === 0) redirect(taskPageAddress(found.task, search.tz))
  return <LatestAnswer search={search} found={found} problem={problem} />
}

async function look(
  viewer: Viewer,
  search: TaskSearch,
): Promise<{ found: LatestTask | null; problem: Problem | null }> {
  try {
    return { found: await latestTask(viewer, search), problem: null }
  } catch (error) {
    return { found: null, problem: toProblem(error) }
  }
}
