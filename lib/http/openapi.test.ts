import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { anyone } from '@/lib/access/fake-viewer'
import { fakeFleet } from '@/lib/fleet/fake-fleet'
import { getTask } from '@/lib/fleet/get-task'
import { listTasks } from '@/lib/fleet/list-tasks'
import { askDetails, whole } from '@/lib/fleet/task-details'
import type { InstancesPage } from '@/lib/tasks/details/task-details'
import { fakeTask, fakeTasks } from '@/lib/tasks/fake-task'
import type { Guidance } from '@/lib/tasks/guidance'
import type { Task } from '@/lib/tasks/task'
import { locatorOf } from '@/lib/tasks/task-locator'
import { searchParameterNames } from '@/lib/tasks/task-search'
import type { TasksPage, TaskWithRaw } from '@/lib/tasks/tasks-page'
import { type instancesPageSchema, taskDetailsSchema } from './details-schemas'
import { openApi } from './openapi'
import type { Problem } from './problem'
import { problemOf } from './problem-error'
import {
  type guidanceSchema,
  problemSchema,
  type taskSchema,
  tasksPageSchema,
  taskWithRawSchema,
} from './reply-schemas'
import { requireTaskSearch } from './strict-query'

type Same<A, B> = [A, B] extends [B, A] ? true : false
const sameTypes: [
  Same<z.infer<typeof taskSchema>, Task>,
  Same<z.infer<typeof tasksPageSchema>, TasksPage>,
  Same<z.infer<typeof taskWithRawSchema>, TaskWithRaw>,
  Same<z.infer<typeof problemSchema>, Problem>,
  Same<z.infer<typeof guidanceSchema>, Guidance>,
  Same<z.infer<typeof instancesPageSchema>, InstancesPage>,
] = [true, true, true, true, true, true]

describe('the schemas of the OpenAPI file', () => {
  it('are the types that the code sends', () => {
    expect(sameTypes).not.toContain(false)
  })

  it('admit a real page and a real task, and nothing beside their fields', async () => {
    const odd = fakeTask({
      jobId: '9',
      type: 'unknown',
      typeWire: null,
      code: '0',
      endedAt: null,
      payload: [{ a: [1, null] }],
    })
    const alike = ['10', '11'].map((jobId) =>
      fakeTask({ jobId, status: 'failed', message: 'dial tcp :0: i/o timeout' }),
    )
    const { fleet } = fakeFleet({ tasks: [...fakeTasks(3), odd, ...alike] })
    const viewer = await anyone()
    const page = JSON.parse(
      JSON.stringify(await listTasks(viewer, requireTaskSearch(new URLSearchParams()), { fleet })),
    )
    expect(tasksPageSchema.parse(page)).toEqual(page)
    expect(page.tasks).toHaveLength(6)
    expect(page.failures).toHaveLength(1)
    expect(tasksPageSchema.safeParse({ ...page, secret: 1 }).success).toBe(false)
    const locator = { account: 'default', region: 'ap-guangzhou', jobId: '9', startedAt: null }
    const { task, raw, requestId } = await getTask(viewer, locator, { fleet })
    expect(taskWithRawSchema.parse({ task, raw, requestId })).toEqual({ task, raw, requestId })
  })

  it('admit the details of a task', async () => {
    const task = fakeTask({ jobId: '1', status: 'failed', durationSeconds: 3 })
    const beside = fakeTask({ jobId: '2', startedAt: '2026-02-27T00:00:00Z', endedAt: '2026-02-27T00:01:00Z' })
    const instance = { instanceId: 'cdb-c1nl9rpv', name: 'a', taskStatus: 15, tags: [], facts: { Memory: 1 } }
    const describeInstances = async () => ({ instances: [instance], requestId: 'r' })
    const { fleet } = fakeFleet({ tasks: [task, beside], describeInstances })
    const details = await whole(await askDetails(await anyone(), locatorOf(task), { fleet }))
    expect(details.sources.map(({ state }) => state)).toEqual(['found', 'found'])
    expect(taskDetailsSchema.parse(details)).toEqual(details)
  })

  it('admit a problem', () => {
    const problem = problemOf('throttled', { detail: 'Too often.', code: 'RequestLimitExceeded', requestId: 'r' })
    expect(problemSchema.parse(problem)).toEqual(problem)
  })
})

describe('the OpenAPI file', () => {
  const document = openApi()

  it('has every parameter of the search, and how the answer is wanted', () => {
    const names = document.paths['/api/tasks'].get.parameters.map(({ name }) => name)
    expect(names).toEqual([...searchParameterNames, 'wait', 'retry'])
  })

  it('points only at schemas that it has', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)]
    const names = new Set(references.map(([, name]) => name))
    expect(references.length).toBeGreaterThan(5)
    expect(Object.keys(document.components.schemas)).toEqual(expect.arrayContaining([...names]))
    expect(JSON.stringify(document)).not.toMatch(/"\$(schema|id)"/)
  })
})
