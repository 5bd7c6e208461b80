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
