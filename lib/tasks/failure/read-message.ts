import { type MysqlError, readMysqlError } from './mysql-error'
import { type NetworkFault, readNetworkFault } from './network-fault'
import { type PlatformError, readPlatformError } from './platform-error'

/** A task's message, taken apart. */
export interface Failure {
  /** The first line that says something: what a list shows. */
  headline: string
  lines: string[]
  /** What always stands beside an error and never explains it; each once. */
  noise: string[]
  mysql: MysqlError | null
  network: NetworkFault | null
  platform: PlatformError | null
}

const NOISE = [
  /^(?:mysql[a-z]*: \[Warning\]|Warning:) Using a password on the command line interface can be insecure\.?$/,
  /^(?:mysql[a-z]*: \[Warning\]|Warning:) A partial dump from a server that has GTIDs will by default include .*$/,
  /^dumper err$/,
  /^-{4,}$/,
]

/** Reads what the service says of a task. Linear in the message's length, and never throws. */
export function readMessage(message: string): Failure {
  const all = withLines(message)
    .split('\n')
    .map((line) => withoutEndMark(line.trim()))
    .filter((line) => line !== '')
  const lines = all.filter((line) => !isNoise(line))
  const noise = [...new Set(all.filter(isNoise))]
  const text = lines.join('\n')
  return {
    headline: lines[0] ?? noise[0] ?? message.trim(),
    lines,
    noise,
    mysql: readMysqlError(text),
    network: readNetworkFault(text),
    platform: readPlatformError(text),
  }
}

/**
 * The service writes `?` where a newline was. Only where its neighbours prove it does it become one again: a question
 * mark of the SQL or of a sentence stays.
 */
function withLines(message: string): string {
  return message
    .replaceAll('\r', '\n')
    .replace(/can be insecure\.[? ]{0,4}/g, 'can be insecure.\n')
    .replace(/\?{1,4}(?=ERROR \d{4}|Warning: |mysql[a-z]{0,8}: (?:\[|Got |Error)|dumper err)/g, '\n')
    .replace(/dumper err\?{1,4}/g, 'dumper err\n')
}

/** A `?` that ends an error line is a newline too, unless it may belong to the text quoted near the fault. */
function withoutEndMark(line: string): string {
  const quotesOpenText = line.includes("near '") && !/' at line \d{1,10}\?$/.test(line)
  return /^ERROR \d{4}/.test(line) && line.endsWith('?') && !quotesOpenText ? line.slice(0, -1) : line
}

function isNoise(line: string): boolean {
  return NOISE.some((pattern) => pattern.test(line))
}
