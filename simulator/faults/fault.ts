import { z } from 'zod'

const scope = { region: z.string().optional(), action: z.string().optional(), times: z.int().positive().optional() }
const kind = <Name extends string>(name: Name) => z.strictObject({ kind: z.literal(name), ...scope })

/** `region` limits a fault to one region, `action` to one action, `times` to so many calls. */
export const faultSchema = z.discriminatedUnion('kind', [
  kind('latency').extend({ ms: z.number().min(0) }),
  kind('error').extend({ code: z.string().min(1), message: z.string().default('A fault was asked for.') }),
  kind('http').extend({
    status: z.int().min(200).max(599),
    body: z.string().default(''),
    retryAfter: z.union([z.string(), z.number()]).optional(),
    location: z.string().optional(),
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
  kind('gzip-bomb').extend({ mebibytes: z.int().positive() }),
  kind('invalid-utf8'),
  kind('short-length'),
  kind('slicer'),
  kind('slow-close').extend({ ms: z.number().min(0) }),
  kind('drip').extend({ bytesPerSecond: z.number().positive() }),
  kind('drifting-count').extend({ by: z.int().positive().default(1) }),
  kind('repeated-item'),
  kind('empty-page').extend({ at: z.int().min(0) }),
  kind('unordered'),
  kind('equal-starts').extend({ seconds: z.int().positive() }),
  kind('late-tasks').extend({ count: z.int().positive(), perCall: z.int().positive().default(1) }),
])

export type Fault = z.infer<typeof faultSchema>
export type FaultKind = Fault['kind']
export type FaultOf<Kind extends FaultKind> = Extract<Fault, { kind: Kind }>

/** They change how the tasks are listed, so no other action meets them. */
const ofTheList: readonly FaultKind[] = [
  'drifting-count',
  'repeated-item',
  'empty-page',
  'unordered',
  'equal-starts',
  'late-tasks',
]

/** They change what a good answer says, or when it comes: any number of them may apply beside one that spoils it. */
const mild: readonly FaultKind[] = ['latency', 'skew', ...ofTheList]

/** The faults of one call; of several of a kind the last one put counts. */
export class CallFaults {
  constructor(
    private readonly faults: Fault[],
    private readonly turns = new Map<FaultKind, number>(),
  ) {}

  get<Kind extends FaultKind>(kind: Kind): FaultOf<Kind> | undefined {
    return this.faults.findLast((fault): fault is FaultOf<Kind> => fault.kind === kind)
  }

  /** How many calls the fault of this kind has met before. */
  turnOf(kind: FaultKind): number {
    return this.turns.get(kind) ?? 0
  }

  /** The last fault put that spoils the answer. */
  get answering(): Fault | undefined {
    return this.faults.findLast(({ kind }) => !mild.includes(kind))
  }
}

export class FaultList {
  private faults: { fault: Fault; left: number; met: number }[] = []

  /** A fault replaces the one of its kind, region and action. */
  put(fault: Fault): void {
    const isLike = ({ kind, region, action }: Fault) =>
      kind === fault.kind && region === fault.region && action === fault.action
    this.faults = this.faults.filter(({ fault: each }) => !isLike(each))
    this.faults.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY, met: 0 })
  }

  clear(): void {
    this.faults = []
  }

  list(): Fault[] {
    return this.faults.map(({ fault }) => fault)
  }

  /** What applies to this call; uses up one of each fault's times. */
  take(region: string, action: string): CallFaults {
    const taken = this.faults.filter(({ fault }) => meets(fault, region, action))
    const turns = new Map(taken.map(({ fault, met }) => [fault.kind, met]))
    for (const entry of taken) {
      entry.left--
      entry.met++
    }
    this.faults = this.faults.filter(({ left }) => left > 0)
    return new CallFaults(
      taken.map(({ fault }) => fault),
      turns,
    )
  }
}

function meets(fault: Fault, region: string, action: string): boolean {
  if (fault.region !== undefined && fault.region !== region) return false
  if (ofTheList.includes(fault.kind) && action !== 'DescribeTasks') return false
  return fault.action === undefined || fault.action === action
}
