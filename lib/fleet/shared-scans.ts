import 'server-only'
import { createHash, randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type Account, type Config, config } from '@/lib/config'
import type { CredentialSource } from '@/lib/config/credential-source'
import type { Json } from '@/lib/json'
import { processWide } from '@/lib/process-wide'
import { script } from '@/lib/replicas/redis-connection'
import { away, type Replicas, replicas } from '@/lib/replicas/replicas'
import type { Task } from '@/lib/tasks/task'
import { type Chunk, RowChunks } from './row-chunks'

/** To be raised with each change of Task: a replica does not read what another version wrote. */
const FORMAT = 1
const LEASE_MS = 10_000
/** A lease that nobody gives back. */
const LONGEST_LEASE_MS = 300_000
const KEPT_MS = 600_000
/** What the newest reading has no use for is left to those who read the one before. */
const REPLACED_MS = 30_000
/** Chunks held parsed: as many rows as there may be in memory. */
const MOST_ROWS = 100_000
/** Asked for at once; more would hold up what else is asked. */
const CHUNKS_AT_ONCE = 8

/** What one replica has read of the cloud, for the others. */
export interface SharedReading {
  /** The reader's own; nothing here looks into it. */
  meta: Json
  /** In any order; fetched, they are in the order of their start. */
  rows: Iterable<Task>
  earlier: Iterable<Task>
}

export interface FetchedReading extends SharedReading {
  version: string
  /** Rows that have not changed since the last fetch are the same objects. */
  rows: Task[]
  earlier: Task[]
}

/** The right to read upstream for all; publishing ends it. */
export interface Lease {
  /** Where nothing came of it: another may try at once. */
  release: () => Promise<void>
}

interface HeldLease {
  token: string
  end: () => void
}

/** One replica reads upstream, the others take what it read. Nothing here ever rejects; without Redis all read for themselves. */
export class SharedScans {
  readonly #chunks = new RowChunks(MOST_ROWS)
  readonly #leases = new Map<string, HeldLease>()

  constructor(
    private readonly replicas: Replicas,
    /** Replicas of another configuration see nothing of this. */
    private readonly namespace: string,
    private readonly leaseMs = LEASE_MS,
  ) {}

  /** A lease where this replica should read now, `other` where another does, `alone` where the others cannot be asked. */
  async lead(key: string): Promise<Lease | 'other' | 'alone'> {
    const { lease } = this.#namesOf(key)
    const token = await this.replicas.tryLock(lease, this.leaseMs)
    if (token === away) return 'alone'
    if (token === null) return 'other'
    const end = this.#renewed(key, lease, token)
    this.#leases.set(key, { token, end })
    return {
      release: async () => {
        end()
        await this.replicas.unlock(lease, token)
      },
    }
  }

  /** False where it was not published: the lease was lost, or Redis. Ends the lease. */
  async publish(key: string, { meta, rows, earlier }: SharedReading): Promise<boolean> {
    const held = this.#leases.get(key)
    if (!held) return false
    const { lease, reading, chunk } = this.#namesOf(key)
    try {
      const lists = { rows: await this.#chunks.cut(rows), earlier: await this.#chunks.cut(earlier) }
      const chunks = [...lists.rows, ...lists.earlier]
      if (!(await this.#write(chunks, chunk))) return false
      const before = readManifest(await this.replicas.get(reading))
      const manifest = JSON.stringify({
        version: randomUUID(),
        meta,
        rows: lists.rows.map(({ hash }) => hash),
        earlier: lists.earlier.map(({ hash }) => hash),
      })
      const done = await this.replicas.run(PUBLISH, [lease, reading], held.token, manifest, String(KEPT_MS))
      if (done !== 1) return false
      const isUsed = new Set(chunks.map(({ hash }) => hash))
      const replaced = before ? [...before.rows, ...before.earlier].filter((hash) => !isUsed.has(hash)) : []
      await Promise.all(replaced.map((hash) => this.replicas.keep(chunk + hash, REPLACED_MS)))
      return true
    } finally {
      held.end()
      await this.replicas.unlock(lease, held.token)
    }
  }

  /** The newest that was published; null where there is none, none newer than `known`, or it cannot be had whole. */
  async fetch(key: string, known: string | null): Promise<FetchedReading | null> {
    const { reading, chunk } = this.#namesOf(key)
    const manifest = readManifest(await this.replicas.get(reading))
    if (!manifest || manifest.version === known) return null
    const rows = await this.#read(manifest.rows, chunk)
    const earlier = await this.#read(manifest.earlier, chunk)
    return rows && earlier && { version: manifest.version, meta: manifest.meta, rows, earlier }
  }

  /** Returns how to end it; it ends by itself when the lease is lost. */
  #renewed(key: string, lease: string, token: string): () => void {
    const begun = performance.now()
    const timer = setInterval(async () => {
      const isTooLong = performance.now() - begun > LONGEST_LEASE_MS
      if (isTooLong || !(await this.replicas.renewLock(lease, token, this.leaseMs))) end()
    }, this.leaseMs / 3)
    timer.unref()
    const end = () => {
      clearInterval(timer)
      if (this.#leases.get(key)?.token === token) this.#leases.delete(key)
    }
    return end
  }

  /** What is there already only lives on. */
  async #write(chunks: Chunk[], prefix: string): Promise<boolean> {
    const isThere = await Promise.all(chunks.map(({ hash }) => this.replicas.keep(prefix + hash, KEPT_MS)))
    for (const chunk of chunks.filter((_, index) => !isThere[index])) {
      const bytes = await this.#chunks.pack(chunk)
      if (!(await this.replicas.set(prefix + chunk.hash, bytes, KEPT_MS))) return false
    }
    return true
  }

  async #read(hashes: string[], prefix: string): Promise<Task[] | null> {
    const read = async (hash: string) => {
      const bytes = await this.replicas.get(prefix + hash)
      return bytes && this.#chunks.unpack(hash, bytes)
    }
    const parts: Task[][] = []
    for (let begin = 0; begin < hashes.length; begin += CHUNKS_AT_ONCE) {
      const some = hashes.slice(begin, begin + CHUNKS_AT_ONCE)
      for (const rows of await Promise.all(some.map((hash) => this.#chunks.known(hash) ?? read(hash)))) {
        if (!rows) return null
        parts.push(rows)
      }
    }
    return parts.flat()
  }

  #namesOf(key: string) {
    const name = `cdb-tasks:${this.namespace}:{${digest(key)}}`
    return { lease: `${name}:lease`, reading: `${name}:reading`, chunk: `${name}:chunk:` }
  }
}

/** Only by who still holds the lease: one that was too slow has been replaced. */
const PUBLISH = script(`
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[2], ARGV[2], 'PX', ARGV[3])
return 1
`)

const manifestSchema = z.object({
  version: z.string(),
  meta: z.json(),
  rows: z.array(z.string()),
  earlier: z.array(z.string()),
})

function readManifest(bytes: Buffer | null) {
  if (!bytes) return null
  try {
    return manifestSchema.parse(JSON.parse(String(bytes)))
  } catch {
    // Whoever wrote it: the cloud can still be asked.
    return null
  }
}

/** Equal where the same question has the same answer: the same accounts by the same names, the same clock, the same code. */
export function namespaceOf({ accounts, utcOffsetMinutes }: Pick<Config, 'accounts' | 'utcOffsetMinutes'>): string {
  const known = accounts.map((account) => ({ ...account, credential: identityOf(account) }))
  return digest(JSON.stringify([FORMAT, known, utcOffsetMinutes]))
}

function identityOf({ credential }: Pick<Account, 'credential'>): Json {
  const named = (source: CredentialSource): string => {
    if (source.kind !== 'keys') return JSON.stringify(source)
    try {
      return source.secretId()
    } catch {
      // Its file is gone: nothing can be read with it, nor shared.
      return randomUUID()
    }
  }
  return credential.kind === 'assume-role' ? [credential.roleArn, named(credential.from)] : named(credential)
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

/** Of this process. */
export function sharedScans(): SharedScans {
  return processWide('shared-scans', () => new SharedScans(replicas(), namespaceOf(config())))
}
