import 'server-only'
import { type ExportFormat, exportFormats } from '@/lib/tasks/export/formats'
import type { TaskSearch } from '@/lib/tasks/task-search'
import { refuse } from './problem-error'
import { requireTaskSearch } from './strict-query'

/** The query of an export: that of the list, and a format. */
export function requireExport(query: URLSearchParams): { format: ExportFormat; search: TaskSearch } {
  const others = new URLSearchParams(query)
  others.delete('format')
  return { format: requireFormat(query.getAll('format')), search: requireTaskSearch(others) }
}

function requireFormat(values: string[]): ExportFormat {
  const allowed = Object.keys(exportFormats)
  const [value = ''] = values
  if (values.length === 1 && isFormat(value)) return value
  const reason = values.length > 1 ? 'repeated' : 'not-allowed'
  return refuse('bad-parameter', {
    detail: `format says once how the tasks are written. Allowed: ${allowed.join(', ')}.`,
    parameters: [{ parameter: 'format', value: values.join(' '), reason, allowed }],
  })
}

function isFormat(text: string): text is ExportFormat {
  return Object.hasOwn(exportFormats, text)
}
