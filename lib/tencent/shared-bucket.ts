import 'server-only'
import { createHash } from 'node:crypto'
import { script } from '@/lib/replicas/redis-connection'
import type { Replicas } from '@/lib/replicas/replicas'
import { type Grant, PAUSE_MS, type Pace, paceOf, SLOW_MS, SLOWEST } from './token-bucket'

/** Turns are given ahead, the replicas one after another: who wants many asks once for several, and all are served alike. */
const ROUND_MS = 200
/** A turn further off than this is not given yet: who waits for it may leave. */
const FURTHEST_MS = 1_000
const MOST_AT_ONCE = 64
const KEPT_MS = 3_600_000

/** The same rule as TokenBucket's, for all replicas together: it stands in Redis and goes by Redis's clock. */
export class SharedBucket {
  readonly #key: string

  /** `lane` may have a SecretId in it: only its digest leaves the process. */
  constructor(
    lane: string,
    private readonly perSecond: number,
    private readonly replicas: Replicas,
  ) {
    this.#key = `cdb-tasks:lane:${createHash('sha256').update(lane).digest('base64url')}`
  }

  /** Null where Redis is away. `drain`: the caller has been using a limit of its own, so that nothing is left over now. */
  async take(wanted: number, drain: boolean): Promise<Grant | null> {
    const { burst, ratePerMs } = this.#pace()
    const batch = Math.max(1, Math.floor((ratePerMs * ROUND_MS) / this.replicas.present()))
    const numbers = [burst, ratePerMs, Math.min(wanted, MOST_AT_ONCE), batch, drain ? 1 : 0]
    const reply = await this.replicas.run(TAKE, this.#key, ...numbers.map(String))
    if (!Array.isArray(reply)) return null
    const [againInMs = FURTHEST_MS, ...inMs] = reply.map((microseconds) => Number(microseconds) / 1_000)
    return { inMs, againInMs }
  }

  /** False where Redis is away. */
  async slowDown(): Promise<boolean> {
    const { burst, ratePerMs } = this.#pace()
    const pauseMs = PAUSE_MS * (1 + Math.random())
    return (await this.replicas.run(SLOW_DOWN, this.#key, ...[burst, ratePerMs, pauseMs].map(String))) === 'OK'
  }

  /** What absent replicas may be using by themselves is theirs. */
  #pace(): Pace {
    return paceOf((this.perSecond * this.replicas.present()) / this.replicas.known())
  }
}

/**
 * Times are milliseconds of Redis's clock; where that steps back, nothing is given for the time gone twice. What does
 * not stand there may have been flushed, with turns given: it begins without a burst.
 */
const FILL = `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local burst, rate = tonumber(ARGV[1]), tonumber(ARGV[2])
local fields = redis.call('HMGET', KEYS[1], 'tokens', 'filledAt', 'closedUntil', 'slowUntil', 'slowness')
local tokens, filledAt = tonumber(fields[1]) or 0, tonumber(fields[2]) or now
local closedUntil, slowUntil = tonumber(fields[3]) or 0, tonumber(fields[4]) or 0
local slowness = tonumber(fields[5]) or 1
tokens = math.min(burst, tokens + math.max(0, now - filledAt) * rate * slowness)
if now >= slowUntil then slowness = 1 end
local function keep()
  redis.call('HSET', KEYS[1], 'tokens', string.format('%.6f', tokens), 'filledAt', string.format('%.3f', now),
    'closedUntil', string.format('%.3f', closedUntil), 'slowUntil', string.format('%.3f', slowUntil),
    'slowness', tostring(slowness))
  redis.call('PEXPIRE', KEYS[1], ${KEPT_MS})
end
`

const TAKE = script(`${FILL}
local wanted, batch = tonumber(ARGV[3]), tonumber(ARGV[4])
if ARGV[5] == '1' then tokens = math.min(tokens, 0) end
local most = math.min(wanted, math.max(0, math.floor(tokens)) + batch)
local given = {}
local function soon()
  return math.max(0, closedUntil - now, (#given + 1 - tokens) / (rate * slowness))
end
while #given < most and soon() <= ${FURTHEST_MS} do
  table.insert(given, math.ceil(soon() * 1000))
end
local again = math.max(0, math.ceil((soon() - ${FURTHEST_MS / 2}) * 1000))
tokens = tokens - #given
keep()
return { again, unpack(given) }
`)

const SLOW_DOWN = script(`${FILL}
slowness = now < slowUntil and math.max(${SLOWEST}, slowness / 2) or 0.5
slowUntil = now + ${SLOW_MS}
closedUntil = now + tonumber(ARGV[3])
tokens = math.min(tokens, 1)
keep()
return redis.status_reply('OK')
`)
