/** An error of the cloud's own tools: `reason: ERR#-999: lock_inst.cgi: …`. */
export interface PlatformError {
  code: number
  program: string | null
  reason: string | null
}

export function readPlatformError(text: string): PlatformError | null {
  const match = /ERR#(-?\d{1,9}): ?(?:([\w.-]{1,60}\.cgi): ?)?/.exec(text)
  if (!match) return null
  const [whole, code, program = null] = match
  const reason = text
    .slice(match.index + whole.length)
    .split('\n', 1)[0]
    ?.trim()
  return { code: Number(code), program, reason: reason || null }
}
