import { z } from 'zod'

const scope = { region: z.string().optional(), times: z.int().positive().optional() }
const kind = <Name extends string>(name: Name) => z.strictObject({ kind: z.literal(name), ...scope })

/** `region` limits a fault to one region, `times` to so many calls. */
export const faultSchema = z.discriminatedUnion('kind', [
  kind('latency').extend({ ms: z.number().min(0) }),
  kind('error').extend({ code: z.string().min(1), message: z.string().default('A fault was asked for.') }),
  kind('http').extend({
    status: z.int().min(200).max(599),
    body: z.string().default(''),
    retryAfter: z.union([z.string(), z.number()]).optional(),
  }),
  kind('reset'),
  kind('reset-body'),
  kind('stall'),
  kind('stall-body'),
  kind('truncate'),
  kind('truncate-chunked'),
  kind('not-json'),
  kind('empty'),
  kind('no-response'),
  kind('wrong-types'),
  kind('skew').extend({ seconds: z.number() }),
  kind('huge').extend({ bytes: z.int().positive() }),
  kind('drip').extend({ bytesPerSecond: z.number().positive() }),
])

export type Fault = z.infer<typeof faultSchema>
export type FaultKind = Fault['kind']
export type FaultOf<Kind extends FaultKind> = Extract<Fault, { kind: Kind }>

/** The faults of one call, at most one of each kind. */
export class CallFaults {
  constructor(private readonly faults: Fault[]) {}

  get<Kind extends FaultKind>(kind: Kind): FaultOf<Kind> | undefined {
    return this.faults.find((fault): fault is FaultOf<Kind> => fault.kind === kind)
  }

  /** The last fault put that changes the answer; the clock and the latency do not. */
  get answering(): Fault | undefined {
    return this.faults.findLast(({ kind }) => kind !== 'latency' && kind !== 'skew')
  }
}

export class FaultList {
  private faults: { fault: Fault; left: number }[] = []

  /** A fault replaces the one of its kind and region. */
  put(fault: Fault): void {
    this.faults = this.faults.filter(({ fault: { kind, region } }) => kind !== fault.kind || region !== fault.region)
    this.faults.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY })
  }

  clear(): void {
    this.faults = []
  }

  list(): Fault[] {
    return this.faults.map(({ fault }) => fault)
  }

  /** What applies to this call; uses up one of each fault's times. */
  take(region: string): CallFaults {
    const taken = this.faults.filter(({ fault }) => fault.region === undefined || fault.region === region)
    for (const entry of taken) entry.left--
    this.faults = this.faults.filter(({ left }) => left > 0)
    return new CallFaults(taken.map(({ fault }) => fault))
  }
}
