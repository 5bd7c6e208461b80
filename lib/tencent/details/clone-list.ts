import 'server-only'
import type { DetailSource } from './detail-source'
import { ofInstances } from './of-instances'
import { defined, isId, readList, textOf } from './read-list'

const PAGE = 100

/** Clones, which no documented type stands for: by source instance, then `CloneJobId`. 20 calls a second are supposed. */
export const cloneList: DetailSource<'clone-list'> = {
  name: 'clone-list',
  action: 'DescribeCloneList',
  serves: ({ type, typeWire, instanceIds }) =>
    type === 'unknown' && instanceIds.length > 0 && (/clone/i.test(String(typeWire)) || typeWire === 4),
  async read(asked) {
    const { scope, task, signal } = asked
    const { items, ...rest } = await ofInstances(asked, async (instanceId) => {
      const body = { InstanceId: instanceId, Offset: 0, Limit: PAGE }
      const { items, total, requestId } = await readList(scope, cloneList.action, body, signal, ({ CloneJobId }) =>
        isId(CloneJobId),
      )
      return {
        items: items.filter(({ CloneJobId }) => textOf(CloneJobId) === task.jobId).map(defined),
        bound: total > PAGE ? { of: 'records' as const, read: items.length, total } : null,
        requestIds: [requestId],
      }
    })
    return { data: items.length > 0 ? items : null, matchedBy: 'job-id', ...rest }
  },
}
