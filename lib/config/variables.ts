import 'server-only'
import type { Complain, Env } from './model'

const KNOWN = [
  'CDB_TASKS_AUTH',
  'CDB_TASKS_CONFIG',
  'CDB_TASKS_DEMO',
  'CDB_TASKS_ENDPOINT',
  'CDB_TASKS_METRICS_ADDR',
  'CDB_TASKS_PUBLIC_URL',
  'CDB_TASKS_RATE',
  'CDB_TASKS_REDIS_URL',
  'CDB_TASKS_REGIONS',
  'CDB_TASKS_SITE',
  'CDB_TASKS_UTC_OFFSET',
]

/** A mistyped variable would be a setting silently left at its default. */
export function complainOfUnknown(env: Env, complain: Complain): void {
  const unknown = Object.keys(env).filter((name) => name.startsWith('CDB_TASKS_') && !KNOWN.includes(name))
  for (const name of unknown) complain(`${name} is not a known variable. Known are ${KNOWN.join(', ')}.`)
}
