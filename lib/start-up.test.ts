import { expect, it } from 'vitest'
import { startUpMessage } from './start-up'

it('tells every problem in one message, and the way to look around without credentials', () => {
  const message = startUpMessage(['TENCENTCLOUD_SECRET_ID is not set.', 'CDB_TASKS_REGIONS names no region.'])
  expect(message).toContain('- TENCENTCLOUD_SECRET_ID is not set.\n')
  expect(message).toContain('- CDB_TASKS_REGIONS names no region.\n')
  expect(message).toContain('npm run demo')
})
