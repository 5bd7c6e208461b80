import 'server-only'
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { constants, gunzip, gzip } from 'node:zlib'
import { LRUCache } from 'lru-cache'
import type { Task } from '@/lib/tasks/task'

/** Rows of a chunk on average; where one ends is said by the keys, so that new rows move no border but their own. */
const ROWS = 512
const MOST_ROWS = 4 * ROWS
/** Characters of JSON: a chunk has to pass within the time of one command. */
const MOST_LENGTH = 2_000_000
/** A chunk of one giant row may be longer; more than this is not ours. */
const MOST_BYTES = 64 * 2 ** 20

const zip = promisify(gzip)
const unzip = promisify(gunzip)

export interface Chunk {
  /** Of its content: equal chunks are one. */
  hash: string
  rows: Task[]
}

/** Rows cut into chunks of known content. What was read or written once is not read or written again. */
export class RowChunks {
  readonly #byHash: LRUCache<string, Task[]>
  /** By their first row. */
  readonly #byRow = new WeakMap<Task, Chunk>()

  constructor(mostRows: number) {
    this.#byHash = new LRUCache({ maxSize: mostRows, sizeCalculation: (rows) => rows.length })
  }

  /** In the order of their start, whatever the order given. Takes no longer than a chunk's time in one go. */
  async cut(rows: Iterable<Task>): Promise<Chunk[]> {
    const chunks: Chunk[] = []
    for (const part of cutByKey([...rows].sort(byStart))) {
      chunks.push(...this.#chunksOf(part))
      await new Promise((resolve) => setImmediate(resolve))
    }
    return chunks
  }

  /** Null where it has not been seen. */
  known(hash: string): Task[] | null {
    return this.#byHash.get(hash) ?? null
  }

  pack({ rows }: Chunk): Promise<Buffer> {
    return zip(JSON.stringify(rows), { level: constants.Z_BEST_SPEED })
  }

  /** Null where the bytes are not what the hash says. */
  async unpack(hash: string, bytes: Buffer): Promise<Task[] | null> {
    const text = await unzip(bytes, { maxOutputLength: MOST_BYTES }).then(String, () => null)
    if (text === null || hashOf(text) !== hash) return null
    // Safe: the hash is of what a replica like this one wrote.
    const rows = JSON.parse(text) as Task[]
    this.#remember({ hash, rows })
    return rows
  }

  #chunksOf(rows: Task[]): Chunk[] {
    const same = rows[0] && this.#byRow.get(rows[0])
    if (same && isSame(same.rows, rows)) return [same]
    const text = JSON.stringify(rows)
    if (text.length > MOST_LENGTH && rows.length > 1) {
      const middle = Math.ceil(rows.length / 2)
      return [rows.slice(0, middle), rows.slice(middle)].flatMap((half) => this.#chunksOf(half))
    }
    const chunk = { hash: hashOf(text), rows }
    this.#remember(chunk)
    return [chunk]
  }

  #remember(chunk: Chunk): void {
    const [first] = chunk.rows
    if (!first) return
    this.#byHash.set(chunk.hash, chunk.rows)
    this.#byRow.set(first, chunk)
  }
}

function cutByKey(rows: Task[]): Task[][] {
  const parts: Task[][] = []
  let begin = 0
  for (const [index, { key }] of rows.entries()) {
    const end = index + 1
    if (digest(key) % ROWS !== 0 && end - begin < MOST_ROWS && end < rows.length) continue
    parts.push(rows.slice(begin, end))
    begin = end
  }
  return parts
}

/** FNV-1a, with its bits mixed: a remainder sees the low ones only. */
function digest(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

function isSame(one: Task[], other: Task[]): boolean {
  return one.length === other.length && one.every((row, index) => row === other[index])
}

function byStart(one: Task, other: Task): number {
  return compare(one.startedAt ?? '', other.startedAt ?? '') || compare(one.key, other.key)
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0
}
