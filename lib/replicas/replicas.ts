import 'server-only'
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { config } from '@/lib/config'
import type { ReadSecret } from '@/lib/config/credential-source'
import { logAlone, logConnected } from '@/lib/http/log'
import { processWide } from '@/lib/process-wide'
import { toUtcText } from '@/lib/tasks/task-time'
import {
  type Argument,
  type Connection,
  connectRedis,
  type Reply,
  reasonOf,
  type Script,
  script,
} from './redis-connection'

/**
 * What an operation resolves to where the others cannot be reached. Nothing here ever rejects. The same in each copy
 * of this module: the one Replicas of a process answers all of them.
 */
export const away: unique symbol = Symbol.for('cdb-tasks.away')
export type Away = typeof away

export interface SharedState {
  /** `none`: no Redis is configured. */
  state: 'none' | 'connected' | 'alone'
  /** UTC, ISO 8601. */
  since: string
  /** This one counted; null while it has never been told. */
  replicas: number | null
}

interface Timing {
  /** A command that takes longer counts as failed, and the connection as lost. */
  commandMs: number
  /** How often a replica says that it is there. */
  beatMs: number
  /** One that has not been heard of for so long is dead; until then it may be alone, and its share is left to it. */
  forgetMs: number
  longestPauseMs: number
}

const TIMING: Timing = { commandMs: 250, beatMs: 2_000, forgetMs: 30_000, longestPauseMs: 5_000 }
/** After so many silent beats a replica counts as absent. */
const SILENT_BEATS = 3
const FIRST_PAUSE_MS = 50
/** A connection that lasted so long was a good one: the next pause is the first again. */
const GOOD_MS = 10_000

const MEMBERS = 'cdb-tasks:replicas'

/** What the other replicas of this server and this one have in common, in Redis or Valkey; or nothing, where it is away. */
export class Replicas {
  /** With the end of the first attempt to connect, whatever it was. */
  readonly started: Promise<void>
  readonly #id = randomUUID()
  readonly #timing: Timing
  #connection: Connection | null = null
  #state: SharedState['state']
  #since = toUtcText(Date.now())
  #members: string[] = []
  #present = 0
  /** Than the clock of this process, which begins with it. */
  #redisIsAheadMs = 0
  #isLeaving = false
  #isClosed = false

  constructor(url: ReadSecret | null, timing: Partial<Timing> = {}) {
    this.#timing = { ...TIMING, ...timing }
    this.#state = url ? 'alone' : 'none'
    this.started = url ? this.#start(url) : Promise.resolve()
  }

  state(): SharedState {
    return { state: this.#state, since: this.#since, replicas: this.#members.length || null }
  }

  /** How many are connected, this one counted. */
  present(): number {
    return Math.max(1, this.#present)
  }

  /** Those too that fell silent a short while ago: they may be alone, and at work. */
  known(): number {
    return Math.max(this.present(), this.#members.length)
  }

  async ask(...command: Argument[]): Promise<Reply | Away> {
    return this.#try(({ send }) => send(command))
  }

  /** Several keys have one part in braces: so a cluster's proxy can tell where they belong. */
  async run(script: Script, keys: string | string[], ...args: Argument[]): Promise<Reply | Away> {
    return this.#try(({ run }) => run(script, [keys].flat(), args))
  }

  /** Null where there is none, or the others are away. */
  async get(key: string): Promise<Buffer | null> {
    const value = await this.ask('GET', key)
    return Buffer.isBuffer(value) ? value : null
  }

  /** False where the others are away. */
  async set(key: string, value: Argument, ttlMs: number): Promise<boolean> {
    return (await this.ask('SET', key, value, 'PX', String(ttlMs))) === 'OK'
  }

  /** Lets a value live on; false where there is none, or the others are away. */
  async keep(key: string, ttlMs: number): Promise<boolean> {
    return (await this.ask('PEXPIRE', key, String(ttlMs))) === 1
  }

  /** A token to renew or unlock with; null where another holds the lock. */
  async tryLock(key: string, ttlMs: number): Promise<string | null | Away> {
    const token = randomUUID()
    const answer = await this.ask('SET', key, token, 'NX', 'PX', String(ttlMs))
    return answer === away ? away : answer === null ? null : token
  }

  /** False where the lock is not held any more, or the others are away. */
  async renewLock(key: string, token: string, ttlMs: number): Promise<boolean> {
    return (await this.run(RENEW, key, token, String(ttlMs))) === 1
  }

  async unlock(key: string, token: string): Promise<void> {
    await this.run(UNLOCK, key, token)
  }

  /** Says goodbye: the others need not wait to be sure that it is gone. What is under way goes on. An idle server may end first. */
  async leave(): Promise<void> {
    this.#isLeaving = true
    await this.ask('ZREM', MEMBERS, this.#id)
  }

  close(): void {
    this.#isClosed = true
    this.#connection?.close()
  }

  async #try(work: (connection: Connection) => Promise<Reply>): Promise<Reply | Away> {
    if (!this.#connection) return away
    try {
      return await work(this.#connection)
    } catch {
      // The connection knows why, and tells it once.
      return away
    }
  }

  #start(url: ReadSecret): Promise<void> {
    return new Promise((resolve) => void this.#keepConnected(url, resolve))
  }

  async #keepConnected(url: ReadSecret, onTried: () => void): Promise<void> {
    let pause = FIRST_PAUSE_MS
    let isTold = false
    while (!this.#isClosed) {
      const begun = performance.now()
      const reason = await this.#session(url, () => {
        isTold = false
        onTried()
      })
      if (this.#isClosed) return
      if (!isTold) this.#goAlone(reason)
      isTold = true
      onTried()
      if (performance.now() - begun > GOOD_MS) pause = FIRST_PAUSE_MS
      await wait(pause * (0.5 + Math.random() / 2), undefined, { ref: false })
      pause = Math.min(this.#timing.longestPauseMs, pause * 2)
    }
  }

  /** Connected, until something goes wrong; resolves with what it was. */
  async #session(url: ReadSecret, onConnected: () => void): Promise<string> {
    let connection: Connection
    try {
      connection = await connectRedis(url(), this.#timing.commandMs)
    } catch (error) {
      return reasonOf(error)
    }
    if (this.#isClosed) connection.close()
    try {
      this.#setClock(await connection.send(['TIME']))
      await this.#beat(connection, this.#members)
    } catch {
      return connection.lost
    }
    this.#connection = connection
    this.#turn('connected')
    logConnected(this.#members.length)
    onConnected()
    const beats = setInterval(() => void this.#beat(connection).catch(() => {}), this.#timing.beatMs)
    beats.unref()
    const reason = await connection.lost
    clearInterval(beats)
    return reason
  }

  /** After an absence the others are told of whom this one knew: Redis may have forgotten them. */
  async #beat({ run }: Connection, known: string[] = []): Promise<void> {
    if (this.#isLeaving) return
    const { commandMs, beatMs, forgetMs } = this.#timing
    const others = known.filter((id) => id !== this.#id)
    const numbers = [performance.now() + this.#redisIsAheadMs + commandMs, beatMs * SILENT_BEATS, forgetMs].map((ms) =>
      String(Math.ceil(ms)),
    )
    const reply = await run(BEAT, [MEMBERS], [this.#id, ...numbers, ...others])
    const [time, present, ...members] = Array.isArray(reply) ? reply : []
    this.#setClock(time)
    this.#present = Number(present)
    this.#members = members.map(String)
  }

  /** By Redis's answer to TIME. */
  #setClock(time: Reply | undefined): void {
    const [seconds, microseconds] = Array.isArray(time) ? time.map(Number) : []
    this.#redisIsAheadMs = Number(seconds) * 1_000 + Number(microseconds) / 1_000 - performance.now()
  }

  #goAlone(reason: string): void {
    this.#connection = null
    this.#turn('alone')
    logAlone(reason, this.state().replicas)
  }

  #turn(state: SharedState['state']): void {
    if (this.#state !== state) this.#since = toUtcText(Date.now())
    this.#state = state
  }
}

/** Of a Redis that hung, the beats that waited there were given up: who sent them is not connected, and may be asking. */
const BEAT = script(`
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
if now > tonumber(ARGV[2]) then return redis.error_reply('LATE the beat was given up') end
local silent, forget = now - ARGV[3], now - ARGV[4]
for i = 5, #ARGV do redis.call('ZADD', KEYS[1], 'NX', silent - 1, ARGV[i]) end
redis.call('ZADD', KEYS[1], now, ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', forget)
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return { time, redis.call('ZCOUNT', KEYS[1], silent, '+inf'), unpack(redis.call('ZRANGE', KEYS[1], 0, -1)) }
`)

const RENEW = script(`
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call('PEXPIRE', KEYS[1], ARGV[2])
`)

const UNLOCK = script(`
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0
`)

/** Of this process. */
export function replicas(): Replicas {
  return processWide('replicas', () => new Replicas(config().redisUrl))
}
