import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { withFailure } from '../../lib/fleet/with-failure'
import type { Json } from '../../lib/json'
import { compareTasks } from '../../lib/tasks/compare/compare-tasks'
import { describePayload } from '../../lib/tasks/describe-payload'
import { formatPageAddress, instanceAddress, listAddress, taskPageAddress } from '../../lib/tasks/page-address'
import type { Task } from '../../lib/tasks/task'
import { toTasksReply } from '../../lib/tencent/describe-tasks'
import { isUpstreamError } from '../../lib/tencent/errors'
import { drawn, type locales } from './drawn'
import { expectWholeExports } from './exports'
import { expectHarmless } from './harmless'

const ADDRESS = /^\/[\x21-\x7e]*$/
const place = { account: 'prod', region: 'ap-guangzhou', utcOffsetMinutes: 480 }

/**
 * The way of a reply from the wire to the screen, the files and the ticket. Gives its rows; throws where any of it
 * throws, drops what came, or writes what a browser, a spreadsheet or a renderer would obey.
 */
export function walkReply(json: Json, locale: (typeof locales)[number]): number {
  const rows = rowsOf(json)
  if (rows === null) return 0
  const described = rows.map(({ task, raw }) => {
    const explained = withFailure(task)
    return { task: explained, raw, sections: describePayload(explained) }
  })
  for (const { task, raw, sections } of described.slice(0, 5)) {
    for (const id of [...task.instanceIds, task.message ?? '']) {
      match(formatPageAddress({ ...instanceAddress(id).defaults, q: id }, listAddress), ADDRESS)
      match(instanceAddress(id).path, ADDRESS)
    }
    match(taskPageAddress(task, 'utc'), ADDRESS)
    const told = JSON.stringify(sections)
    for (const mark of marksIn(task.payload)) ok(told.includes(mark), `${mark} of the payload is in no section`)
    const html = drawn(locale, task, sections, raw)
    expectHarmless(html)
    if (html.length < 50_000) {
      for (const mark of marksIn(raw)) ok(html.includes(mark), `${mark} is not drawn`)
    }
  }
  const [first, second = first] = described
  if (first && second) {
    const { facts, payload } = compareTasks(first, second)
    expectHarmless(drawn(locale, first.task, [facts, ...payload], null))
  }
  expectWholeExports(described.map(({ task }) => task))
  return rows.length
}

function rowsOf(json: Json): { task: Task; raw: Json }[] | null {
  try {
    const { rows } = toTasksReply(json, { offset: 0, limit: 100 }, place)
    // Safe: rows come of a reply that has Items or none at all.
    equal(rows.length, (json as { Items?: Json[] | null }).Items?.length ?? 0)
    equal(new Set(rows.map(({ task }) => task.key)).size, rows.length)
    deepEqual(
      JSON.parse(JSON.stringify(rows.map(({ task }) => task))),
      rows.map(({ task }) => task),
    )
    return rows
  } catch (error) {
    if (isUpstreamError(error)) return null
    throw error
  }
}

/** The marks that `marked` has put into texts. */
function marksIn(value: Json): string[] {
  return JSON.stringify(value).match(/q\d+q/g) ?? []
}

/** A mark of its own in every second text, by which it can be found wherever it goes; none where the product cuts. */
export function marked(json: Json, depth = 0, counter = { count: 0 }): Json {
  if (typeof json === 'string') {
    counter.count += 1
    return counter.count % 2 === 0 && json.length < 200 && !/^\s*[[{]/.test(json) ? `${json}q${counter.count}q` : json
  }
  if (json === null || typeof json !== 'object' || depth > 50) return json
  if (Array.isArray(json)) return json.map((item) => marked(item, depth + 1, counter))
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, marked(value, depth + 1, counter)]))
}
