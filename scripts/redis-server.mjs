import { installPackage, onPath } from './programs.mjs'

const NAMES = ['redis-server', 'valkey-server']

/** The path of a Redis or Valkey server for the tests: `REDIS_SERVER_PATH`, or one that is there; else null. */
export function redisServerPath() {
  return process.env.REDIS_SERVER_PATH || onPath(NAMES)
}

/** The same, or the distribution's package. Ends the process with what to do where none can be had. */
export function findRedisServer() {
  const found = redisServerPath()
  if (found) return found
  console.log('No Redis server found; installing one …')
  installPackage(['redis-server', 'valkey-server'])
  const installed = redisServerPath()
  if (installed) return installed
  console.error(
    'The tests need a Redis or Valkey server. Install one, or name it: REDIS_SERVER_PATH=/path/to/redis-server npm test',
  )
  process.exit(1)
}
