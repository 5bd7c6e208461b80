import 'server-only'
import type { Viewer } from '@/lib/access/viewer'
import { problemOf, refuse } from '@/lib/http/problem-error'
import type { Task } from '@/lib/tasks/task'
import { searchParameters, type TaskSearch } from '@/lib/tasks/task-search'
import type { TasksPage } from '@/lib/tasks/tasks-page'
import { BLOCK_SIZE, type Block, isWhole, type RenderedPage } from './block'
import { ownFleet, type ReadOptions } from './fleet'
import { readBlock } from './read-block'
import { newestFirst, sortTasks } from './sort-tasks'
import { type TaskQuestion, toTaskQuestion } from './task-question'

/** One page of one scope from one upstream call, or from memory. Throws a ProblemError for what has no honest answer. */
export async function listTasks(viewer: Viewer, search: TaskSearch, options: ReadOptions = {}): Promise<TasksPage> {
  return (await readPage(viewer, search, options)).page
}

/** The same page as JSON bytes, which are kept beside it. */
export async function listTasksAsJson(viewer: Viewer, search: TaskSearch, options: ReadOptions = {}) {
  return (await readPage(viewer, search, options)).json()
}

async function readPage(viewer: Viewer, search: TaskSearch, options: ReadOptions): Promise<RenderedPage> {
  const { fleet = ownFleet() } = options
  const question = toTaskQuestion(search, fleet.visibleScopes(viewer), fleet.now())
  const firstRow = (search.page - 1) * search.size
  const asked = await readBlock(fleet, question, blockOf(firstRow), options)
  // A page beyond the end of a list that one call can hold: the first block then is the whole.
  if (asked.offset === 0 || asked.totalCount > BLOCK_SIZE) return render(asked, question, search, 1)
  return render(await readBlock(fleet, question, 0, options), question, search, 2)
}

function render(block: Block, question: TaskQuestion, search: TaskSearch, upstreamCalls: number): RenderedPage {
  const { page: number, size, sort } = search
  const key = [number, size, sort?.field, sort?.descending, leavesOutWaiting(search), upstreamCalls].join()
  const known = block.pages.get(key)
  if (known) return known
  const page = toPage(block, question, search, upstreamCalls)
  let json: Uint8Array<ArrayBuffer> | null = null
  const rendered = {
    page,
    json: () => {
      json ??= new TextEncoder().encode(JSON.stringify(page))
      return json
    },
  }
  block.pages.set(key, rendered)
  return rendered
}

function toPage(block: Block, question: TaskQuestion, search: TaskSearch, upstreamCalls: number): TasksPage {
  const whole = isWhole(block)
  const { requestId, fetchedAt } = block
  const rowCount = Math.max(block.totalCount, block.tasks.length === 0 ? 0 : block.offset + block.tasks.length)
  return {
    tasks: pageOf(inOrder(block, search), (search.page - 1) * search.size - block.offset, search.size),
    rowCount,
    pageIndex: search.page - 1,
    pageSize: search.size,
    earlier: [],
    coverage: {
      whole,
      scopes: [
        {
          account: question.scope.account.name,
          region: question.scope.region,
          state: whole && !leavesOutWaiting(search) ? 'complete' : 'partial',
          gap: null,
          heldFrom: null,
          rowsFetched: block.tasks.length,
          rowsTotal: rowCount,
          requestId,
          fetchedAt,
          stale: false,
          problem: leavesOutWaiting(search) ? waitingLeftOut : null,
        },
      ],
    },
    facets: { status: [], type: [], account: [], region: [] },
    histogram: null,
    fetchedAt,
    upstreamCalls,
  }
}

/** Waiting tasks are active, and the service has no number to ask for them by: the reply must not look whole. */
function leavesOutWaiting({ status }: TaskSearch): boolean {
  return status.includes('active')
}

const waitingLeftOut = problemOf('waiting-cannot-be-asked', {
  detail:
    'Waiting tasks are active too, but the service has no number to ask for WAITING by: they are not among these.',
})

function inOrder(block: Block, { sort }: TaskSearch): Task[] {
  if (isWhole(block)) return sortTasks(block.tasks, sort ?? newestFirst)
  if (sort === null) return block.tasks
  return refuse('needs-scan', {
    detail:
      `${block.totalCount} tasks match, and one call reads ${BLOCK_SIZE}: sorting them would sort one page as if it ` +
      `were all. Narrow the search to ${BLOCK_SIZE} tasks, or leave sort out for the order of the service.`,
    parameters: [{ parameter: 'sort', value: searchParameters.sort.format(sort), reason: 'not-answered', allowed: [] }],
  })
}

function pageOf(tasks: Task[], first: number, size: number): Task[] {
  return tasks.slice(first, first + size)
}

function blockOf(row: number): number {
  return Math.floor(row / BLOCK_SIZE) * BLOCK_SIZE
}
