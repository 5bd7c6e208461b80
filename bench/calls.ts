/** Upstream calls since they were last forgotten, by action. */
export async function callsByAction(cloudUrl: string): Promise<Record<string, number>> {
  const response = await fetch(`${cloudUrl}/control/calls`)
  // Safe: the simulator's own JSON.
  const { byAction } = (await response.json()) as { byAction: Record<string, number> }
  return byAction
}

export function sum(counts: Record<string, number>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0)
}
