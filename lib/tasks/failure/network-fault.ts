export type NetworkFault = 'refused' | 'timeout' | 'unreachable'

const FAULTS = [
  ['connection refused', 'refused'],
  ['i/o timeout', 'timeout'],
  ['connection timed out', 'timeout'],
  ['no route to host', 'unreachable'],
  ['network is unreachable', 'unreachable'],
] as const satisfies [string, NetworkFault][]

/** As Go writes it: `dial tcp 10.0.0.1:3306: connect: connection refused`. */
export function readNetworkFault(text: string): NetworkFault | null {
  const start = text.search(/\b(?:dial|read|write) tcp\b/)
  if (start === -1) return null
  const after = text.slice(start)
  return FAULTS.find(([words]) => after.includes(words))?.[1] ?? null
}
