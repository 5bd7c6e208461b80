import type { NextRequest } from 'next/server'
import { collectTasks } from '@/lib/fleet/list-tasks'
import { requireExport } from '@/lib/http/export-query'
import { fileReply } from '@/lib/http/file-reply'
import { publicBaseOf } from '@/lib/http/public-base'
import { toExportHead } from '@/lib/tasks/export/export-head'
import { exportFormats } from '@/lib/tasks/export/formats'
import { toUtcText } from '@/lib/tasks/task-time'
import { answer } from '../../answer'

/** A file is waited for longer than a page: it is wanted whole. */
const PATIENCE_MS = 60_000

export function GET(request: NextRequest): Promise<Response> {
  return answer(request, async (viewer) => {
    const { format, search } = requireExport(request.nextUrl.searchParams)
    const collected = await collectTasks(viewer, search, { deadlineMs: PATIENCE_MS, signal: request.signal })
    const generatedAt = toUtcText(Date.now())
    const head = toExportHead(search, collected, { baseUrl: publicBaseOf(request), generatedAt })
    const { contentType, write } = exportFormats[format]
    return fileReply({
      name: `cdb-tasks-${generatedAt.replaceAll(/[-:]/g, '')}.${format}`,
      contentType,
      pieces: write({ head, tasks: collected.tasks }),
    })
  })
}
