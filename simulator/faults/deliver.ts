import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
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

/** One packed MiB, as often as is wanted: gzip reads its members one after the other. */
async function gzipBomb({ response, signal }: Delivery, mebibytes: number): Promise<void> {
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' })
  const mebibyte = gzipSync(Buffer.alloc(1024 * 1024, ' '))
  await pipeline(Readable.from(Array(mebibytes).fill(mebibyte)), response, { signal })
}

/** The real reply behind bytes that are no text. */
function invalidUtf8({ response, body }: Delivery): void {
  response.writeHead(200, { 'Content-Type': 'application/json' })
  response.write('{"Padding":"')
  response.write(Buffer.from([0xff, 0xfe, 0xc0, 0xaf, 0xed, 0xa0, 0x80]))
  response.write('",')
  response.end(body.subarray(1))
}

/** Byte by byte, each in a packet of its own. */
async function slice(delivery: Delivery): Promise<void> {
  const { response, body } = delivery
  head(delivery)
  response.socket?.setNoDelay(true)
  for (let at = 0; at < body.length && !response.destroyed; at++) await write(response, body.subarray(at, at + 1))
  response.end()
}

/** The body ends with the connection, which is long in closing. */
async function slowClose({ response, body, signal }: Delivery, ms: number): Promise<void> {
  response.socket?.write('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n')
  response.socket?.write(body)
  await sleep(ms, undefined, { signal })
  response.socket?.end()
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
    'gzip-bomb': () => gzipBomb(delivery, faults.get('gzip-bomb')?.mebibytes ?? 1),
    'invalid-utf8': async () => invalidUtf8(delivery),
    'short-length': async () => {
      const head = `Content-Type: application/json\r\nContent-Length: ${Math.floor(delivery.body.length / 2)}`
      response.socket?.write(`HTTP/1.1 200 OK\r\n${head}\r\n\r\n`)
      response.socket?.end(delivery.body)
    },
    slicer: () => slice(delivery),
    'slow-close': () => slowClose(delivery, faults.get('slow-close')?.ms ?? 0),
    huge: () => huge(delivery, faults.get('huge')?.bytes ?? 1),
  }
  const kind = faults.answering?.kind
  const special = kind && deliveries[kind]
  if (special) return special()
  head(delivery)
  response.end(delivery.body)
}
