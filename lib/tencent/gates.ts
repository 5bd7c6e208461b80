import 'server-only'
import type { Scope } from '@/lib/config'
import type { UpstreamProblemKind } from '@/lib/http/problem'
import { processWide } from '@/lib/process-wide'
import { REFRESH_MS } from '@/lib/tasks/refresh-interval'
import { Breaker, type BreakerRule, type Pass } from './breaker'
import { type DeadlineOptions, withDeadline } from './deadline'
import { endpointOf } from './endpoint'
import type { UpstreamError } from './errors'
import { keyOf } from './lanes'

/** A hair under the interval of the page, or each poll of one tab would just miss it. */
const PROBE_MS = REFRESH_MS * 0.98
const MOST_PROBE_MS = 60_000
const AT_FIRST_MS = 60_000

const pauseMs: BreakerRule['pauseMs'] = (openForMs, lastMs) =>
  openForMs < AT_FIRST_MS ? PROBE_MS : Math.min(2 * lastMs, MOST_PROBE_MS)

const OF_ONE: BreakerRule = { inARow: 5, share: { leastCalls: 10, windowMs: 30_000 }, pauseMs }
const OF_HOST: BreakerRule = { inARow: 5, share: null, pauseMs }

const OF_NETWORK: UpstreamProblemKind[] = ['network', 'timeout']
const OUTAGE: UpstreamProblemKind[] = [...OF_NETWORK, 'upstream-fault', 'unreadable-reply']
/** These come of us alone: nobody has been asked, or nobody waited for the answer. */
const SAYS_NOTHING: UpstreamProblemKind[] = ['cancelled', 'no-credentials']

/** What is known of a host. Any answer of any region, be it a refusal, ends what was held against it. */
class Host {
  readonly breaker = new Breaker(OF_HOST)
  /** The regions whose calls came to nothing since its last answer. */
  readonly suspects = new Set<string>()
  /** No connection has come about since then: that is no matter of regions. */
  isUnreachable = true

  /** One silent region, or several, are not the host: others go on. */
  blocks(region: string): boolean {
    return this.breaker.isOpen && (this.isUnreachable || this.suspects.has(region))
  }

  answered(pass: Pass): void {
    pass.answered()
    this.suspects.clear()
    this.isUnreachable = true
  }

  failed(pass: Pass, region: string, error: UpstreamError): void {
    this.suspects.add(region)
    this.isUnreachable &&= error.isUnreachable
    pass.failed(error)
  }
}

/** Which calls of one key, host, region and action go out, and which are held since those before them failed. */
class Gate {
  readonly #breaker = new Breaker(OF_ONE)
  /** Of a region that has not failed, while its host is suspected: one call finds out, and the others wait for it. */
  #trial: Promise<void> | null = null

  constructor(
    private readonly host: Host,
    private readonly region: string,
  ) {}

  /** The last error, where a call would be held now. */
  held(): UpstreamError | null {
    if (this.host.blocks(this.region)) return this.host.breaker.held()
    return this.#trial ? this.host.breaker.lastError() : this.#breaker.held()
  }

  /** Whether one call is out to see if it works again. */
  get isTrying(): boolean {
    return this.#trying !== null
  }

  /** The same as `held`, once the call that tries has come back: of a page and its neighbours, none fails for another. */
  async heldAtLast(options: DeadlineOptions): Promise<UpstreamError | null> {
    const trying = this.#trying
    if (trying && this.held()) await withDeadline(options, () => trying)
    return this.held()
  }

  get #trying(): Promise<void> | null {
    if (this.host.blocks(this.region)) return this.host.breaker.probing
    return this.#trial ?? this.#breaker.probing
  }

  /** One call goes out; throws what `held` says. Its outcome, null for an answer, has to be told. */
  enter(): (error: UpstreamError | null) => void {
    // While it is the host that is tried, one probe is enough for all its regions.
    const isHosts = this.host.blocks(this.region)
    if (!isHosts && this.host.breaker.isOpen) return this.#enterOnTrial()
    const ofHost = isHosts ? this.host.breaker.enter() : this.host.breaker.join()
    const own = isHosts ? this.#breaker.join() : this.#breaker.enter()
    return (error) => this.#tell(error, ofHost, own)
  }

  #enterOnTrial(): (error: UpstreamError | null) => void {
    const held = this.held()
    if (held) throw held
    const own = this.#breaker.enter()
    const ofHost = this.host.breaker.join()
    let comeBack = () => {}
    this.#trial = new Promise((resolve) => {
      comeBack = resolve
    })
    return (error) => {
      this.#trial = null
      this.#tell(error, ofHost, own)
      comeBack()
    }
  }

  #tell(error: UpstreamError | null, ofHost: Pass, own: Pass): void {
    if (error && SAYS_NOTHING.includes(error.kind)) {
      ofHost.withdrawn()
      own.withdrawn()
      return
    }
    if (error && OF_NETWORK.includes(error.kind)) this.host.failed(ofHost, this.region, error)
    else this.host.answered(ofHost)
    if (error && OUTAGE.includes(error.kind)) own.failed(error)
    else own.answered()
    if (error?.retryAfterMs) this.#breaker.hold(error.retryAfterMs, error)
  }
}

class Gates {
  readonly #hosts = new Map<string, Host>()
  readonly #gates = new Map<string, Gate>()

  of(scope: Scope, action: string): Gate {
    const { host } = endpointOf(scope)
    const key = `${keyOf(scope.account)} ${host} ${scope.region} ${action}`
    const gate = this.#gates.get(key) ?? new Gate(this.#hostOf(host), scope.region)
    this.#gates.set(key, gate)
    return gate
  }

  #hostOf(name: string): Host {
    const host = this.#hosts.get(name) ?? new Host()
    this.#hosts.set(name, host)
    return host
  }
}

export function gateOf(scope: Scope, action: string): Gate {
  return processWide('gates', () => new Gates()).of(scope, action)
}
