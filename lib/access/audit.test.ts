import { mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { audited, openAuditLog } from './audit'
import { anyone } from './fake-viewer'

const log = vi.hoisted(() => ({ logAuditFault: vi.fn() }))
vi.mock('@/lib/http/log', async (original) => ({ ...(await original<typeof import('@/lib/http/log')>()), ...log }))

test('a disk that is full takes the page from nobody, and is told', async () => {
  openAuditLog('/dev/full')
  const told = () => ({ rows: 1, requestIds: [] })
  expect(await audited(await anyone(), { what: 'list', asked: '' }, async () => 'rows', told)).toBe('rows')
  await vi.waitFor(() => expect(log.logAuditFault).toHaveBeenCalledWith(expect.objectContaining({ code: 'ENOSPC' })))
})

test('a file that was moved away is followed by another at SIGHUP', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cdb-tasks-'))
  const [file, moved] = [join(folder, 'audit.log'), join(folder, 'audit.log.1')]
  const list = async (asked: string) =>
    audited(
      await anyone(),
      { what: 'list', asked },
      async () => 'rows',
      () => ({ rows: 1, requestIds: [] }),
    )
  openAuditLog(file)
  await list('before')
  await vi.waitFor(() => expect(readFileSync(file, 'utf8')).toContain('before'))
  renameSync(file, moved)
  process.emit('SIGHUP')
  await vi.waitFor(() => expect(readFileSync(file, 'utf8')).toBe(''))
  await list('after')
  await vi.waitFor(() => expect(readFileSync(file, 'utf8')).toContain('after'))
  expect(readFileSync(moved, 'utf8')).not.toContain('after')
  process.removeAllListeners('SIGHUP')
  rmSync(folder, { recursive: true })
})
