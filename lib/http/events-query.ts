import 'server-only'
import { eventsForm } from '@/lib/tasks/details/instance-events'
import { readInstanceId } from '@/lib/tasks/recognise-id'
import { readTaskSearch, searchParameters, type TaskSearch } from '@/lib/tasks/task-search'
import { requireFormat } from './lines-format'
import { refuseParameters } from './strict-query'

export interface EventsRequest {
  instanceId: string
  /** Where and when, in the forms of the instance's own page; all else is at its default. */
  search: TaskSearch
  /** `ndjson`: a line as soon as a source has answered. */
  format: 'json' | 'ndjson'
}

/** The instance of the path, and what the query says of it. */
export function requireEventsRequest(path: string, query: URLSearchParams): EventsRequest {
  const { format, rest } = requireFormat(query)
  const instanceId = readInstanceId(path)
  const { allowed } = searchParameters.instance
  if (instanceId === null) {
    return refuseParameters([{ parameter: 'instanceId', value: path, reason: 'not-allowed', allowed }])
  }
  const { search, problems } = readTaskSearch(rest, eventsForm(instanceId))
  return problems.length > 0 ? refuseParameters(problems) : { instanceId, search, format }
}
