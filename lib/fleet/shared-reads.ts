import 'server-only'
import { LRUCache } from 'lru-cache'
import { cancelled } from '@/lib/http/problem-error'

interface Flight<Value> {
  outcome: Promise<Value>
  controller: AbortController
  waiters: number
}

interface Options<Value> {
  /** How long a value is remembered; 0 for good. */
  ttlMs: number | ((value: Value) => number)
  max: number
  /** What all values together may weigh; without, they are only counted. */
  weight?: { most: number; of: (value: Value) => number }
  now?: () => number
}

/**
 * A short memory with single flight: identical questions share one call, in flight and for `ttlMs` after it.
 * A waiter may leave; the call is aborted only when all have left. Failures are never remembered.
 */
export class SharedReads<Value extends object> {
  readonly #flights = new Map<string, Flight<Value>>()
  readonly #memory: LRUCache<string, Value>
  readonly #ttlOf: (value: Value) => number

  constructor({ ttlMs, max, weight, now = () => performance.now() }: Options<Value>) {
    this.#ttlOf = typeof ttlMs === 'number' ? () => ttlMs : ttlMs
    this.#memory = new LRUCache({
      max,
      ttlResolution: 0,
      perf: { now },
      ...(weight && { maxSize: weight.most, sizeCalculation: weight.of }),
    })
  }

  /** Throws what `load` throws, or a `cancelled` problem once `signal` is aborted. */
  async read(key: string, load: (signal: AbortSignal) => Promise<Value>, signal?: AbortSignal): Promise<Value> {
    if (signal?.aborted) throw cancelled()
    const remembered = this.#memory.get(key)
    if (remembered) return remembered
    const flight = this.#flights.get(key) ?? this.#takeOff(key, load)
    return this.#wait(key, flight, signal)
  }

  #takeOff(key: string, load: (signal: AbortSignal) => Promise<Value>): Flight<Value> {
    const controller = new AbortController()
    const flight: Flight<Value> = { controller, waiters: 0, outcome: load(controller.signal) }
    this.#flights.set(key, flight)
    flight.outcome.then(
      (value) => {
        if (this.#land(key, flight)) this.#memory.set(key, value, { ttl: this.#ttlOf(value) })
      },
      () => this.#land(key, flight),
    )
    return flight
  }

  /** False when the flight was given up before it ended. */
  #land(key: string, flight: Flight<Value>): boolean {
    return this.#flights.get(key) === flight && this.#flights.delete(key)
  }

  #wait(key: string, flight: Flight<Value>, signal?: AbortSignal): Promise<Value> {
    flight.waiters += 1
    if (!signal) return flight.outcome
    return new Promise((resolve, reject) => {
      const leave = () => {
        flight.waiters -= 1
        if (flight.waiters === 0 && this.#land(key, flight)) flight.controller.abort()
        reject(cancelled())
      }
      signal.addEventListener('abort', leave, { once: true })
      flight.outcome.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave))
    })
  }
}
