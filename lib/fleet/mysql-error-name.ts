import 'server-only'
import serverErrors from '@/lib/tasks/failure/mysql-error-names.json'

/** The errors of clients, which the kept table does not have (MySQL 8.0 client error reference, read 2026-08). */
const CLIENT_ERRORS: Record<number, string> = {
  2002: 'CR_CONNECTION_ERROR',
  2003: 'CR_CONN_HOST_ERROR',
  2005: 'CR_UNKNOWN_HOST',
  2006: 'CR_SERVER_GONE_ERROR',
  2013: 'CR_SERVER_LOST',
  2020: 'CR_NET_PACKET_TOO_LARGE',
  2026: 'CR_SSL_CONNECTION_ERROR',
  2055: 'CR_SERVER_LOST_EXTENDED',
  2059: 'CR_AUTH_PLUGIN_CANNOT_LOAD',
  2061: 'CR_AUTH_PLUGIN_ERR',
}

const names: Record<string, string> = serverErrors

/** MySQL's own name of an error; null where it is in no table here. */
export function mysqlErrorName(code: number): string | null {
  return CLIENT_ERRORS[code] ?? names[code] ?? null
}
