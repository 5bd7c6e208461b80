import type { TaskExport } from './export-head'
import { missingInWords } from './head-in-words'

/** A JSON object a line: the head with `"kind":"head"`, then each task with `"kind":"task"`. */
export function* toNdjson({ head, tasks }: TaskExport): Generator<string> {
  const { whole } = head.coverage
  yield toLine({ kind: 'head', whole, missing: missingInWords(head.coverage), ...head })
  for (const task of tasks) yield toLine({ kind: 'task', ...task })
}

function toLine(value: object): string {
  return `${JSON.stringify(value)}\n`
}
