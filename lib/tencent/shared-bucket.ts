import 'server-only'
import { createHash } from 'node:crypto'
import { script } from '@/lib/replicas/redis-connection'
import type { Replicas } from '@/lib/replicas/replicas'
import { type Grant, PAUSE_MS, paceOf, SLOW_MS, SLOWEST } from './token-bucket'

/** So far ahead turns are given: a replica that wants many asks once for several, and all replicas alternate. */
const AHEAD_MS = 100
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
    // What absent replicas may be using by themselves is theirs.
    const { burst, ratePerMs } = paceOf(this.perSecond * this.replicas.presentShare())
    const most = Math.min(wanted, MOST_AT_ONCE)
    const reply = await this.replicas.run(TAKE, this.#key, ...[burst, ratePerMs, most, drain ? 1 : 0].map(String))
    if (!Array.isArray(reply)) return null
    const [againIn, ...soon] = reply.map((microseconds) => Number(microseconds) / 1_000)
    return { inMs: soon, againInMs: againIn ?? AHEAD_MS }
  }

  /** False where Redis is away. */
  async slowDown(): Promise<boolean> {
    const { burst, ratePerMs } = paceOf(this.perSecond * this.replicas.presentShare())
    const pauseMs = PAUSE_MS * (1 + Math.random())
    return (await this.replicas.run(SLOW_DOWN, this.#key, ...[burst, ratePerMs, pauseMs].map(String))) === 'OK'
  }
}

/** Times are milliseconds of Redis's clock; where that steps back, nothing is given for the time gone twice. */
const FILL = `
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local burst, rate = tonumber(ARGV[1]), tonumber(ARGV[2])
local fields = redis.call('HMGET', KEYS[1], 'tokens', 'filledAt', 'closedUntil', 'slowUntil', 'slowness')
local tokens, filledAt = tonumber(fields[1]) or burst, tonumber(fields[2]) or now
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
local wanted = tonumber(ARGV[3])
if ARGV[4] == '1' then tokens = math.min(tokens, 0) end
local function soon(nth)
  return math.max(0, closedUntil - now, (nth - tokens) / (rate * slowness))
end
local reply = { 0 }
while #reply <= wanted and soon(#reply) <= ${AHEAD_MS} do
  table.insert(reply, math.ceil(soon(#reply) * 1000))
end
reply[1] = math.max(0, math.ceil((soon(#reply) - ${AHEAD_MS / 2}) * 1000))
tokens = tokens - (#reply - 1)
keep()
return reply
`)

const SLOW_DOWN = script(`${FILL}
slowness = now < slowUntil and math.max(${SLOWEST}, slowness / 2) or 0.5
slowUntil = now + ${SLOW_MS}
closedUntil = now + tonumber(ARGV[3])
tokens = math.min(tokens, 1)
keep()
return redis.status_reply('OK')
`)
