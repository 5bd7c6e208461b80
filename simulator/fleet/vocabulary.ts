/** Types 4 and 14 stand for what nobody has documented. */
export const typeNames = {
  1: 'ROLLBACK',
  2: 'SQL OPERATION',
  3: 'IMPORT DATA',
  4: 'CLONE INSTANCE',
  5: 'MODIFY PARAM',
  6: 'INITIAL',
  7: 'REBOOT',
  8: 'OPEN GTID',
  9: 'UPGRADE RO',
  10: 'BATCH ROLLBACK',
  11: 'UPGRADE MASTER',
  12: 'DROP TABLES',
  13: 'SWITCH DR TO MASTER',
  14: 'OPEN SSL',
} as const

export type TypeCode = keyof typeof typeNames

export const documentedTypeCodes: readonly number[] = [1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13]

/** What the documented shape writes in `Status`; WAITING has no documented integer, ROLLBACKING is documented nowhere. */
export const statusCodes = {
  UNDEFINED: -1,
  INITIAL: 0,
  RUNNING: 1,
  SUCCEED: 2,
  FAILED: 3,
  KILLED: 4,
  REMOVED: 5,
  PAUSED: 6,
  ROLLBACKING: 7,
  WAITING: 'WAITING',
} as const

export type StatusName = keyof typeof statusCodes
export type StatusCode = (typeof statusCodes)[StatusName]

const statusNames = new Map<unknown, string>(Object.entries(statusCodes).map(([name, code]) => [code, name]))

/** Undefined where nobody has such a code. */
export function statusNameOf(code: number | string | undefined): StatusName | undefined {
  // Safe: the names are the keys of the codes.
  return statusNames.get(code) as StatusName | undefined
}

export const documentedStatusCodes: readonly number[] = [-1, 0, 1, 2, 3, 4, 5, 6]
