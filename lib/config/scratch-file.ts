import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A file in a folder of its own, for a test. */
export function writeScratchFile(content: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'cdb-tasks-')), 'file.yaml')
  writeFileSync(path, content)
  return path
}
