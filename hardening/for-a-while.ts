/**
 * Aborted when `signal` is, and at the latest after `ms`. In place of `AbortSignal.any` with `AbortSignal.timeout`: in
 * Node 20 what these make may be collected before it is aborted, and who listens waits for ever.
 */
export function forAWhile(signal: AbortSignal, ms: number): AbortSignal {
  const controller = new AbortController()
  const end = () => {
    clearTimeout(timer)
    signal.removeEventListener('abort', end)
    controller.abort()
  }
  const timer = setTimeout(end, ms)
  if (signal.aborted) end()
  else signal.addEventListener('abort', end)
  return controller.signal
}
