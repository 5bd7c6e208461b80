import 'server-only'
import { LRUCache } from 'lru-cache'
import type { Scope } from '@/lib/config'
import type { Problem } from '@/lib/http/problem'
import { FAILED_MS } from '@/lib/tasks/details/failed-source'
import type { InstanceNow } from '@/lib/tasks/details/task-details'
import { toUtcText } from '@/lib/tasks/task-time'
import { DESCRIBE_INSTANCES, type describeInstances, MOST_IDS } from '@/lib/tencent/details/db-instances'
import { askSibling } from './ask-sibling'

/** Names and sizes change rarely: so old an answer may be. */
const AGE_MS = 60_000
/** Who asks within this time goes along with the same call. */
const GATHER_MS = 10
const MOST_KNOWN = 5_000

export interface InstancesRead {
  /** Those that the scope has. */
  instances: InstanceNow[]
  /** UTC. */
  readAt: string
  requestIds: string[]
  problem: Problem | null
}

interface Known {
  instance: InstanceNow | null
  at: number
  requestId: string | null
  problem: Problem | null
}

interface Batch {
  ids: Set<string>
  done: Promise<void>
}

/** The instances of one scope as they are now: one call for all that are asked about together, and none while it is young. */
export class InstanceDirectory {
  readonly #known = new LRUCache<string, Known>({ max: MOST_KNOWN })
  readonly #batches = new Set<Batch>()
  #gathering: Batch | null = null

  constructor(
    private readonly scope: Scope,
    private readonly describe: typeof describeInstances,
    private readonly now: () => number,
  ) {}

  /** Never throws: what could not be read is told by its problem. */
  async read(instanceIds: string[]): Promise<InstancesRead> {
    const ids = [...new Set(instanceIds)]
    if (!ids.every((id) => this.#isYoung(id))) await this.#join(ids)
    const known = ids.flatMap((id) => this.#known.get(id) ?? [])
    return {
      instances: known.flatMap(({ instance }) => instance ?? []),
      readAt: toUtcText(Math.min(this.now(), ...known.map(({ at }) => at))),
      requestIds: [...new Set(known.flatMap(({ requestId }) => requestId ?? []))],
      problem: known.find(({ problem }) => problem)?.problem ?? null,
    }
  }

  #isYoung(id: string): boolean {
    const known = this.#known.get(id)
    const age = known ? this.now() - known.at : Number.POSITIVE_INFINITY
    return age >= 0 && age < (known?.problem ? FAILED_MS : AGE_MS)
  }

  /** All ids together, the young among them: they grow old together too, and cost one call again. */
  async #join(ids: string[]): Promise<void> {
    const old = ids.filter((id) => !this.#isYoung(id))
    const onTheWay = [...this.#batches].filter((batch) => old.some((id) => batch.ids.has(id)))
    if (old.every((id) => onTheWay.some((batch) => batch.ids.has(id)))) {
      await Promise.all(onTheWay.map(({ done }) => done))
      return
    }
    const batch = this.#gathering ?? this.#gather()
    for (const id of ids) batch.ids.add(id)
    await batch.done
  }

  #gather(): Batch {
    const ids = new Set<string>()
    const batch: Batch = {
      ids,
      done: new Promise((resolve) => setTimeout(resolve, GATHER_MS)).then(async () => {
        this.#gathering = null
        await this.#ask([...ids])
        this.#batches.delete(batch)
      }),
    }
    this.#gathering = batch
    this.#batches.add(batch)
    return batch
  }

  async #ask(ids: string[]): Promise<void> {
    const { signal } = new AbortController()
    const parts = Array.from({ length: Math.ceil(ids.length / MOST_IDS) }, (_, index) =>
      ids.slice(index * MOST_IDS, (index + 1) * MOST_IDS),
    )
    await Promise.all(
      parts.map(async (part) => {
        const at = this.now()
        const read = () => this.describe(this.scope, part, signal)
        const { value, problem } = await askSibling(this.scope, DESCRIBE_INSTANCES, signal, read)
        const found = new Map(value?.instances.map((instance) => [instance.instanceId, instance]))
        for (const id of part) {
          // What was known before the failure is older, and no longer shown: a name is not worth a wrong state.
          this.#known.set(id, { instance: found.get(id) ?? null, at, requestId: value?.requestId ?? null, problem })
        }
      }),
    )
  }
}
