import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { CallFaults, Fault } from './fault'

type Delivery = { response: ServerResponse; body: Buffer; signal: AbortSignal }

function head({ response, body }: Delivery): void {
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': body.length })
}

async function write(response: ServerResponse, chunk: string | Buffer): Promise<void> {
  await new Promise<void>((resolve) => {
    response.write(chunk, () => resolve())
  })
}

async function half(delivery: Delivery): Promise<void> {
  const { response, body, signal } = delivery
  await write(response, body.subarray(0, Math.floor(body.length / 2)))
  await sleep(20, undefined, { signal })
}

async function drip(delivery: Delivery, bytesPerSecond: number): Promise<void> {
  head(delivery)
  const { response, body, signal } = delivery
  const step = Math.max(1, Math.round(bytesPerSecond / 20))
  for (let at = 0; at < body.length && !response.destroyed; at += step) {
    await write(response, body.subarray(at, at + step))
    await sleep((1000 * step) / bytesPerSecond, undefined, { signal })
  }
  response.end()
}

/** The real reply with a field before it that nobody asked for. */
function* padded(body: Buffer, bytes: number): Generator<string | Buffer> {
  yield '{"Padding":"'
  const block = Buffer.alloc(64 * 1024, 'x')
  for (let left = bytes; left > 0; left -= block.length) yield left < block.length ? block.subarray(0, left) : block
  yield '",'
  yield body.subarray(1)
}

async function huge({ response, body, signal }: Delivery, bytes: number): Promise<void> {
  response.writeHead(200, { 'Content-Type': 'application/json' })
  await pipeline(Readable.from(padded(body, bytes)), response, { signal })
}

/** Sends the body as it is, or as badly as the fault has it. */
export async function deliver(delivery: Delivery, faults: CallFaults): Promise<void> {
  const { response } = delivery
  const deliveries: Partial<Record<Fault['kind'], () => Promise<void>>> = {
    'stall-body': async () => {
      head(delivery)
      await half(delivery)
    },
    'reset-body': async () => {
      head(delivery)
      await half(delivery)
      response.socket?.resetAndDestroy()
    },
    truncate: async () => {
      head(delivery)
      await half(delivery)
      response.socket?.destroySoon()
    },
    'truncate-chunked': async () => {
      response.writeHead(200, { 'Content-Type': 'application/json' })
      await half(delivery)
      response.socket?.destroySoon()
    },
    drip: () => drip(delivery, faults.get('drip')?.bytesPerSecond ?? 1),
    huge: () => huge(delivery, faults.get('huge')?.bytes ?? 1),
  }
  const kind = faults.answering?.kind
  const special = kind && deliveries[kind]
  if (special) return special()
  head(delivery)
  response.end(delivery.body)
}
