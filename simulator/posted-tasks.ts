import type { Activity } from './fleet/instance-task-status'
import { statusNameOf } from './fleet/vocabulary'
import { type ReadableItem, readItem } from './item-reader'
import { matches, type TaskQuery } from './task-query'

/** Items of the wire that a test has put in the place of a region's own. */
export class PostedTasks {
  private readonly tasks: { item: unknown; readable: ReadableItem }[]

  constructor(items: readonly unknown[]) {
    this.tasks = items.map((item) => ({ item, readable: readItem(item) }))
  }

  get instanceIds(): string[] {
    return this.tasks.flatMap(({ readable }) => readable.instanceIds ?? []).filter((id) => id !== '')
  }

  find(query: TaskQuery, offset: number, limit: number): { total: number; items: unknown[] } {
    const found = this.tasks.filter(({ readable }) => matches(query, readable))
    return { total: found.length, items: found.slice(offset, offset + limit).map(({ item }) => item) }
  }

  withAsyncRequestId(id: string): ReadableItem | undefined {
    return this.tasks.find(({ readable }) => readable.asyncRequestId === id)?.readable
  }

  activitiesOf(instanceId: string): Activity[] {
    return this.tasks
      .filter(({ readable }) => readable.instanceIds?.includes(instanceId))
      .map(({ readable }) => ({ ...readable, status: statusNameOf(readable.status) }))
  }
}
