import 'server-only'
import { closeSync, openSync } from 'node:fs'
import { BEIJING_OFFSET_MINUTES } from '@/lib/tasks/task-time'
import type { ReadSecret } from './credential-source'
import type { Complain, Env, Site } from './model'
import { readSecret } from './secrets'

const REGION = /^[a-z]{2}(-[a-z0-9]+)+$/
const OFFSET = /^([+-])(\d\d):(\d\d)$/
const FURTHEST_OFFSET_MINUTES = 14 * 60

/** Each reader is given the label under which its writer knows the value. */
type Read<Value> = (text: string | undefined, label: string, complain: Complain) => Value

/** Any well-formed name passes: the cloud opens regions faster than lists of them are renewed. */
export function checkRegions(regions: string[], label: string, complain: Complain): string[] {
  if (regions.length === 0) complain(`${label} names no region.`)
  if (!regions.every((region) => region.length <= 40 && REGION.test(region))) {
    complain(`${label} has something that is no region name: it wants names as ap-guangzhou.`)
  }
  return [...new Set(regions)]
}

export const readRegions: Read<string[] | null> = (text, label, complain) => {
  if (!text) return null
  const names = text.split(',').map((name) => name.trim())
  return checkRegions(
    names.filter((name) => name !== ''),
    label,
    complain,
  )
}

export const readSite: Read<Site | null> = (text, label, complain) => {
  if (!text) return null
  if (text === 'china' || text === 'international') return text
  complain(`${label} must be china or international.`)
  return null
}

/** An origin: the API answers on its root only. */
export const readEndpoint: Read<string | null> = (text, label, complain) => {
  if (!text) return null
  const url = readWebUrl(text)
  if (url && url.pathname === '/') return url.origin
  complain(`${label} must be a scheme and a host, as https://cdb.internal.tencentcloudapi.com.`)
  return null
}

export const readPublicUrl: Read<string | null> = (text, label, complain) => {
  if (!text) return null
  const url = readWebUrl(text)
  if (url) return url.href.replace(/\/$/, '')
  complain(`${label} must be an address as https://tasks.example.com.`)
  return null
}

export const readRate: Read<number> = (text, label, complain) => {
  if (!text) return 50
  const rate = Number(text)
  if (rate > 0 && rate <= 10_000) return rate
  complain(`${label} must be a number of calls a second, more than 0 and at most 10000.`)
  return 50
}

export function readRowLimits(env: Env, complain: Complain): { rowsPerScope: number; rowsInMemory: number } {
  const rowsPerScope = readRows(env.CDB_TASKS_ROWS_PER_SCOPE, 'CDB_TASKS_ROWS_PER_SCOPE', complain) ?? 20_000
  const rowsInMemory = readRows(env.CDB_TASKS_ROWS_IN_MEMORY, 'CDB_TASKS_ROWS_IN_MEMORY', complain) ?? 100_000
  if (rowsInMemory < rowsPerScope) {
    complain('CDB_TASKS_ROWS_IN_MEMORY must not be less than CDB_TASKS_ROWS_PER_SCOPE: it holds at least one scope.')
  }
  return { rowsPerScope, rowsInMemory }
}

const readRows: Read<number | null> = (text, label, complain) => {
  if (!text) return null
  const rows = Number(text)
  if (/^\d{1,7}$/.test(text) && rows >= 1_000) return rows
  complain(`${label} must be a whole number of rows, from 1000 to 9999999.`)
  return null
}

/** Checked at start and read again at each connection: it holds a password, which may be replaced in its file. */
export function readRedisUrl(env: Env, complain: Complain): ReadSecret | null {
  const [label, fileLabel] = ['CDB_TASKS_REDIS_URL', 'CDB_TASKS_REDIS_URL_FILE']
  const problems: string[] = []
  const read = readSecret({ label, text: env[label], fileLabel, file: env[fileLabel] }, (problem) =>
    problems.push(problem),
  )
  for (const problem of problems) complain(problem)
  if (read && problems.length === 0 && !isRedisUrl(read())) {
    complain(
      `${env[fileLabel] ? fileLabel : label} must be written as redis://user:password@host:6379/0 or rediss://….`,
    )
  }
  return read
}

function isRedisUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, pathname, search, hash, username, password } = new URL(text)
  const isPlain = hostname !== '' && /^(\/\d*)?$/.test(pathname) && !search && !hash
  return isPlain && (protocol === 'redis:' || protocol === 'rediss:') && isEscaped(username + password)
}

/** Whether every percent sign begins an escape. */
function isEscaped(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

/** Only checked: the server that listens reads the variable itself, and takes 3000 for what is no number. */
export function checkPort(text: string | undefined, complain: Complain): void {
  if (text && !(/^\d{1,5}$/.test(text) && Number(text) <= 65_535)) complain('PORT must be a number from 0 to 65535.')
}

export const readUtcOffset: Read<number> = (text, label, complain) => {
  if (!text) return BEIJING_OFFSET_MINUTES
  const [, sign, hours, minutes] = OFFSET.exec(text) ?? []
  const size = Number(hours) * 60 + Number(minutes)
  if (Number(minutes) < 60 && size <= FURTHEST_OFFSET_MINUTES) return sign === '-' ? 0 - size : size
  complain(`${label} must be written as +08:00.`)
  return BEIJING_OFFSET_MINUTES
}

/** A file that can be written to; it is made where it is not there. */
export const readAuditLog: Read<string | null> = (text, label, complain) => {
  if (!text) return null
  try {
    closeSync(openSync(text, 'a', 0o600))
  } catch {
    complain(`${label} names a file that cannot be written to.`)
  }
  return text
}

export const readSwitch: Read<boolean> = (text, label, complain) => {
  if (text && text !== '0' && text !== '1') complain(`${label} must be 1 or unset.`)
  return text === '1'
}

/** Null for all but http(s) without a password, a query or a fragment. */
function readWebUrl(text: string): URL | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  const plain = !url.username && !url.password && !url.search && !url.hash
  return plain && (url.protocol === 'https:' || url.protocol === 'http:') ? url : null
}
