import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A folder with our scripts and whatever files a test needs beside them, gone when the test is. */
export function scratchProject(files: Record<string, string> = {}) {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'cdb-tasks-')))
  onTestFinished(() => rmSync(root, { recursive: true }))
  cpSync(import.meta.dirname, join(root, 'scripts'), { recursive: true })
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  for (const [path, text] of Object.entries({ 'package.json': '{"type":"module"}', ...files })) write(path, text)
  const run = (script: string, env: Record<string, string> = {}, cwd = root) =>
    spawnSync(process.execPath, [join(root, 'scripts', script)], {
      cwd,
      env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env },
      encoding: 'utf8',
    })
  return { root, write, run }
}
