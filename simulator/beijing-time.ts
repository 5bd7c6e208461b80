const beijingOffsetMs = 8 * 3600 * 1000
const pattern = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})$/

/** Beijing wall clock without a zone, as the service writes its times. */
export function toBeijingTime(epochMs: number): string {
  return new Date(epochMs + beijingOffsetMs).toISOString().slice(0, 19).replace('T', ' ')
}

/** Epoch milliseconds, or undefined where the text is not a real `yyyy-MM-dd HH:mm:ss`. */
export function fromBeijingTime(text: string): number | undefined {
  const match = pattern.exec(text)
  if (!match) return undefined
  const epochMs = Date.parse(`${match[1]}T${match[2]}Z`) - beijingOffsetMs
  return Number.isNaN(epochMs) || toBeijingTime(epochMs) !== text ? undefined : epochMs
}
