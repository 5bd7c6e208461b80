import type { Account, BaseCredential } from './account'

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

const REGION = /^[a-z]{2}-[a-z]+(-[a-z0-9]+)*$/

/** Reads variables, each also from the file that `<NAME>_FILE` names, and collects what is wrong with them. */
export class Environment {
  readonly problems: string[] = []
  #env: NodeJS.ProcessEnv
  #readFile: (path: string) => string

  constructor(env: NodeJS.ProcessEnv, readFile: (path: string) => string) {
    this.#env = env
    this.#readFile = readFile
  }

  read(name: string): string | null {
    const file = this.#env[`${name}_FILE`]
    const value = this.#env[name]
    if (file && value) this.problems.push(`${name} and ${name}_FILE are both set; set one of them.`)
    if (!file) return value?.trim() || null
    return this.file(file, `${name}_FILE`)
  }

  /** A file's text without the newline at its end. */
  file(path: string, name: string): string | null {
    try {
      const text = this.#readFile(path).trim()
      if (text === '') this.problems.push(`${name} names an empty file.`)
      return text || null
    } catch {
      this.problems.push(`${name} names a file that cannot be read.`)
      return null
    }
  }

  flag(name: string): boolean {
    const value = this.read(name)
    if (value !== null && value !== '1' && value !== '0') this.problems.push(`${name} must be 1 or 0.`)
    return value === '1'
  }

  oneOf<Value extends string>(name: string, values: readonly Value[], fallback: Value): Value {
    const value = this.read(name)
    const found = values.find((known) => known === value)
    if (value !== null && !found) this.problems.push(`${name} must be ${values.join(' or ')}.`)
    return found ?? fallback
  }

  whole(name: string, fallback: number, least: number, most: number): number {
    const value = this.read(name)
    if (value === null) return fallback
    const number = /^\d{1,6}$/.test(value) ? Number(value) : Number.NaN
    if (number >= least && number <= most) return number
    this.problems.push(`${name} must be a whole number from ${least} to ${most}.`)
    return fallback
  }

  url(name: string): string | null {
    const value = this.read(name)
    if (value === null || isHttpOrigin(value)) return value?.replace(/\/$/, '') ?? null
    this.problems.push(`${name} must be an http or https address without a path, such as https://tasks.example.org.`)
    return null
  }

  utcOffset(name: string): number {
    const value = this.read(name) ?? '+08:00'
    const [, sign, hours, minutes] = /^([+-])(\d\d):([0-5]\d)$/.exec(value) ?? []
    if (hours && minutes && Number(hours) <= 14) return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
    this.problems.push(`${name} must be an offset from UTC, such as +08:00.`)
    return 0
  }

  /** The one account of a server without a configuration file; its name is `default`. */
  account(): Account {
    return {
      name: 'default',
      regions: this.regions((this.read('CDB_TASKS_REGIONS') ?? 'ap-guangzhou').split(','), 'CDB_TASKS_REGIONS'),
      credential: this.credential(),
      endpoint: this.url('CDB_TASKS_ENDPOINT'),
      site: this.oneOf('CDB_TASKS_SITE', ['china', 'international'], 'china'),
    }
  }

  credential(): BaseCredential {
    const secretId = this.read('TENCENTCLOUD_SECRET_ID')
    const secretKey = this.read('TENCENTCLOUD_SECRET_KEY')
    const sessionToken = this.read('TENCENTCLOUD_SESSION_TOKEN')
    if (secretId && secretKey) return { kind: 'static', secretId, secretKey, sessionToken }
    if (secretId || secretKey) {
      const missing = secretId ? 'TENCENTCLOUD_SECRET_KEY' : 'TENCENTCLOUD_SECRET_ID'
      this.problems.push(`${missing} is missing: the two belong together.`)
    }
    return { kind: 'default' }
  }

  regions(names: string[], where: string): string[] {
    const regions = [...new Set(names.map((name) => name.trim()).filter(Boolean))]
    if (regions.length === 0) this.problems.push(`${where} names no region.`)
    if (regions.some((region) => !REGION.test(region))) {
      this.problems.push(`${where} holds a name that is not of the form ap-guangzhou.`)
    }
    return regions
  }

  /** A mistyped name would silently be a default. */
  refuseUnknown() {
    for (const name of Object.keys(this.#env).sort()) {
      if (!name.startsWith('CDB_TASKS_') || KNOWN.includes(name.replace(/_FILE$/, ''))) continue
      this.problems.push(`${name} is not a variable of cdb-tasks. Known: ${KNOWN.join(', ')}.`)
    }
  }
}

export function isHttpOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, pathname, search, username } = new URL(text)
  return (protocol === 'http:' || protocol === 'https:') && pathname === '/' && search === '' && username === ''
}
