import { type MessageLines, readLines } from './message-lines'
import { type MysqlError, readMysqlError } from './mysql-error'
import { type NetworkFault, readNetworkFault } from './network-fault'
import { type PlatformError, readPlatformError } from './platform-error'

/** A task's message, taken apart. */
export interface Failure extends MessageLines {
  mysql: MysqlError | null
  network: NetworkFault | null
  platform: PlatformError | null
}

/** Reads what the service says of a task. Linear in the message's length, and never throws. */
export function readMessage(message: string): Failure {
  const read = readLines(message)
  const text = read.lines.join('\n')
  return {
    ...read,
    mysql: readMysqlError(text),
    network: readNetworkFault(text),
    platform: readPlatformError(text),
  }
}
