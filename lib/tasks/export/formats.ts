import { toCsv } from './csv'
import type { TaskExport } from './export-head'
import { toMarkdown } from './markdown'
import { toNdjson } from './ndjson'

interface Format {
  contentType: string
  /** A piece for each row, so that no more of it is in memory than is being sent. */
  write: (exported: TaskExport) => Generator<string>
}

/** By the name that addresses use, which ends the file's name too. */
export const exportFormats = {
  csv: { contentType: 'text/csv; charset=utf-8; header=present', write: toCsv },
  ndjson: { contentType: 'application/x-ndjson; charset=utf-8', write: toNdjson },
  md: { contentType: 'text/markdown; charset=utf-8', write: toMarkdown },
} as const satisfies Record<string, Format>

export type ExportFormat = keyof typeof exportFormats
