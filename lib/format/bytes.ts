const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB']

/** 5,857,113 bytes as `{ amount: 5.6, unit: 'MiB' }`, by powers of 1,024. */
export function humanBytes(bytes: number): { amount: number; unit: string } {
  const magnitude = Math.abs(bytes)
  const step = magnitude < 1_024 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(magnitude) / 10))
  const amount = bytes / 1_024 ** step
  return { amount: Math.round(amount * 10) / 10, unit: UNITS[step] ?? 'B' }
}
