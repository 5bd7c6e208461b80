/** A task's message, taken apart. */
export interface Failure {
  /** The first line that says something: what a list shows. */
  headline: string
  lines: string[]
  /** What always stands beside an error and never explains it. */
  noise: string[]
  mysql: MysqlError | null
  network: NetworkFault | null
  platform: PlatformError | null
}

export interface MysqlError {
  code: number
  sqlState: string | null
  /** Of the imported file. */
  line: number | null
  /** The text the server stopped at. */
  near: string | null
}

export type NetworkFault = 'refused' | 'timeout' | 'unreachable'

/** An error of the cloud's own tools: `reason: ERR#-999: lock_inst.cgi: …`. */
export interface PlatformError {
  code: number
  program: string | null
}

const NOISE = [/^Warning: Using a password on the command line interface can be insecure\.?$/, /^dumper err$/]

const MYSQL_ERROR = /ERROR (\d{3,5})(?: \(([0-9A-Z]{5})\))?(?: at line (\d{1,10}))?/
const PLATFORM_ERROR = /ERR#(-?\d{1,6}): ?(?:([\w.-]{1,60}\.cgi))?/

const NETWORK_FAULTS = [
  ['refused', 'connection refused'],
  ['timeout', 'i/o timeout'],
  ['timeout', 'connection timed out'],
  ['unreachable', 'no route to host'],
  ['unreachable', 'network is unreachable'],
] as const satisfies [NetworkFault, string][]

/** Reads what the service says of a task. Linear in the message's length, and never throws. */
export function readMessage(message: string): Failure {
  const all = withLines(message)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const noise = all.filter(isNoise)
  const lines = all.filter((line) => !isNoise(line))
  return {
    headline: lines[0] ?? noise[0] ?? message.trim(),
    lines,
    noise,
    mysql: lines.map(toMysqlError).find((error) => error !== null) ?? null,
    network: message.includes('dial tcp') ? toNetworkFault(message) : null,
    platform: toPlatformError(message),
  }
}

/** The service writes `?` where a newline was. Only where its neighbours prove it: a real question mark stays. */
function withLines(message: string): string {
  return message
    .replaceAll('\r', '\n')
    .replaceAll('can be insecure.?', 'can be insecure.\n')
    .replaceAll(/\?(?=ERROR \d|Warning: |dumper err)/g, '\n')
    .replaceAll('dumper err?', 'dumper err\n')
}

function isNoise(line: string): boolean {
  return NOISE.some((pattern) => pattern.test(line))
}

function toMysqlError(line: string): MysqlError | null {
  const [, code, sqlState, atLine] = MYSQL_ERROR.exec(line) ?? []
  if (!code) return null
  return { code: Number(code), sqlState: sqlState ?? null, line: atLine ? Number(atLine) : null, near: nearOf(line) }
}

function nearOf(line: string): string | null {
  const opening = line.indexOf("near '")
  const closing = line.lastIndexOf("' at line ")
  return opening !== -1 && closing > opening + 5 ? line.slice(opening + 6, closing) : null
}

function toNetworkFault(message: string): NetworkFault | null {
  return NETWORK_FAULTS.find(([, words]) => message.includes(words))?.[0] ?? null
}

function toPlatformError(message: string): PlatformError | null {
  const [, code, program] = PLATFORM_ERROR.exec(message) ?? []
  return code ? { code: Number(code), program: program ?? null } : null
}
