/** So long a source's failure is told again, in milliseconds, before it is asked anew: not by everybody who looks. */
export const FAILED_MS = 3_000

/** Asks again what failed, once that brings an answer of its own; `answeredAt` in milliseconds of the same clock. */
export async function askAgain(answeredAt: number, refetch: () => Promise<unknown>): Promise<void> {
  const rest = answeredAt + FAILED_MS - Date.now()
  if (rest > 0) await new Promise((resolve) => setTimeout(resolve, Math.min(rest, FAILED_MS)))
  await refetch()
}
