import { type OutgoingHttpHeaders, request as openRequest } from 'node:http'
import { connect, type Socket } from 'node:net'

export interface Answer {
  status: number | undefined
  headers: Record<string, string | string[] | undefined>
  body: string
}

interface Options {
  method?: string
  headers?: OutgoingHttpHeaders
  body?: string
}

/** As the bytes stand: a browser's own client would mend the address first. */
export function ask(url: string, path: string, { body, ...options }: Options = {}): Promise<Answer> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const request = openRequest({ hostname, port, path, ...options }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () =>
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks).toString() }),
      )
    })
    request.on('error', reject).end(body)
  })
}

export interface Line {
  socket: Socket
  /** All that has come so far. */
  heard: () => string
  /** Once the other side has ended or cut the connection. */
  closed: Promise<void>
}

/** A connection on which anything can be said. */
export async function openLine(url: string): Promise<Line> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  const chunks: Buffer[] = []
  socket.on('data', (chunk) => chunks.push(chunk))
  // A cut is what some tests wait for.
  socket.on('error', () => {})
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  await new Promise<void>((resolve) => socket.once('connect', () => resolve()))
  return { socket, heard: () => Buffer.concat(chunks).toString(), closed }
}
