import 'server-only'
import { isIP } from 'node:net'
import type { Complain, Env } from './model'

const KNOWN = [
  'CDB_TASKS_AUDIT_LOG',
  'CDB_TASKS_AUTH',
  'CDB_TASKS_CONFIG',
  'CDB_TASKS_DEMO',
  'CDB_TASKS_ENDPOINT',
  'CDB_TASKS_FAILURE_RULES',
  'CDB_TASKS_LET_ANYONE_ON_THE_NETWORK_READ_EVERYTHING',
  'CDB_TASKS_METRICS_ADDR',
  'CDB_TASKS_OIDC_CLIENT_SECRET',
  'CDB_TASKS_OIDC_CLIENT_SECRET_FILE',
  'CDB_TASKS_PUBLIC_URL',
  'CDB_TASKS_RATE',
  'CDB_TASKS_REDIS_URL',
  'CDB_TASKS_REDIS_URL_FILE',
  'CDB_TASKS_REGIONS',
  'CDB_TASKS_ROWS_IN_MEMORY',
  'CDB_TASKS_ROWS_PER_SCOPE',
  'CDB_TASKS_SESSION_KEY',
  'CDB_TASKS_SESSION_KEY_FILE',
  'CDB_TASKS_SITE',
  'CDB_TASKS_UTC_OFFSET',
]

/** A mistyped variable would be a setting silently left at its default. */
export function complainOfUnknown(env: Env, complain: Complain): void {
  for (const [name, value] of Object.entries(env)) {
    if (!name.startsWith('CDB_TASKS_') || !value || KNOWN.includes(name) || isServiceLink(name, value)) continue
    complain(`${name} is not a known variable. Known are ${KNOWN.join(', ')}.`)
  }
}

/** Kubernetes tells every pod of each service: one named cdb-tasks, or cdb-tasks-something, gives it such names. */
function isServiceLink(name: string, value: string): boolean {
  if (/_PORT_\d+_(TCP|UDP|SCTP)_(ADDR|PORT|PROTO)$/.test(name)) return true
  if (/_SERVICE_HOST$/.test(name)) return isIP(value) !== 0
  if (/_SERVICE_PORT(_[A-Z0-9_]+)?$/.test(name)) return /^\d+$/.test(value)
  return /_PORT(_\d+_(TCP|UDP|SCTP))?$/.test(name) && /^(tcp|udp|sctp):\/\//.test(value)
}
