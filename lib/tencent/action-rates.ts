import 'server-only'

/**
 * Calls a second that each API allows one key. Source: the overview of cdb's APIs and their own pages, read 2026-08;
 * those without a documented number are taken for the strictest.
 */
const DOCUMENTED: Record<string, number> = {
  DescribeTasks: 100,
  DescribeDBImportRecords: 100,
  DescribeDBInstances: 100,
  DescribeDBSwitchRecords: 50,
  DescribeAsyncRequestInfo: 40,
}

const STRICTEST = 20

/** The configured rate is of an API that allows 100; the others are asked in the same proportion. */
export function rateOf(action: string, rate: number): number {
  return Math.max(1, (rate * (DOCUMENTED[action] ?? STRICTEST)) / 100)
}
