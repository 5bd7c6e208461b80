import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { askAgain, FAILED_MS } from './failed-source'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('what failed just now is asked again once its failure is no longer told', async () => {
  const refetch = vi.fn(async () => {})
  const asked = askAgain(Date.now() - 1_000, refetch)
  await vi.advanceTimersByTimeAsync(FAILED_MS - 1_001)
  expect(refetch).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  await asked
  expect(refetch).toHaveBeenCalledOnce()
})

test('what failed long ago is asked again at once', async () => {
  const refetch = vi.fn(async () => {})
  await askAgain(Date.now() - FAILED_MS, refetch)
  expect(refetch).toHaveBeenCalledOnce()
})
