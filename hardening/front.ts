import { once } from 'node:events'
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { LATENCY_MS } from '../bench/upstream'

/** How what stands behind can be down. */
export const downForms = ['refused', 'silent', 'unavailable'] as const
export type DownForm = (typeof downForms)[number]

/** A connection is reset so long after it was accepted: as far off as the cloud, so that what is on the way is seen. */
const RESET_AFTER_MS = LATENCY_MS
/** Failed in a row, these open a breaker. */
const ENOUGH_FAILURES = 5
/** The app knows of a failure so long after it: what it sends in between is on the way, too. */
const KNOWN_AFTER_MS = 20

export interface DownCounts {
  /** What arrived while it was down: connections where they are refused, else requests. */
  attempts: number
  /** At the moment it went down or, if that is more, when the app knew that the fifth had failed. */
  inFlight: number
}

/** Stands before the simulated cloud, goes down in its stead, and counts what arrives meanwhile. */
export class Front {
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  readonly #open = new Set<ServerResponse | Socket>()
  #target: string | null = null
  #down: DownForm | null = null
  #counts: DownCounts = { attempts: 0, inFlight: 0 }
  #failures = 0
  /** The clock of `performance.now()`; null before. */
  #fifthFailedAt: number | null = null

  private constructor() {
    this.#server = createServer((asked, response) => this.#handle(asked, response))
    this.#server.on('connection', (socket) => this.#connect(socket))
  }

  static async start(): Promise<Front> {
    const front = new Front()
    front.#server.listen(0, '127.0.0.1')
    await once(front.#server, 'listening')
    return front
  }

  get url(): string {
    const address = this.#server.address()
    if (typeof address !== 'object' || address === null) throw new Error('The front does not listen.')
    return `http://127.0.0.1:${address.port}`
  }

  leadTo(url: string): void {
    this.#target = url
  }

  /** `refused` accepts and resets, for a closed port counts nothing; `silent` reads and never answers; `unavailable` is 503. */
  goDown(form: DownForm): void {
    this.#down = form
    this.#failures = 0
    this.#fifthFailedAt = null
    this.#counts = { attempts: 0, inFlight: this.#open.size }
    if (form === 'refused') for (const socket of this.#sockets) socket.resetAndDestroy()
  }

  comeBack(): DownCounts {
    this.#down = null
    // What waits for an answer that never comes waits on, as behind a host that was restarted.
    return this.#counts
  }

  async close(): Promise<void> {
    const closed = once(this.#server, 'close')
    this.#server.close()
    this.#server.closeAllConnections()
    await closed
  }

  #connect(socket: Socket): void {
    if (this.#down === 'refused') {
      this.#attempt()
      this.#open.add(socket)
      setTimeout(() => this.#reset(socket), RESET_AFTER_MS)
      return
    }
    this.#sockets.add(socket)
    socket.once('close', () => this.#sockets.delete(socket))
  }

  #reset(socket: Socket): void {
    socket.resetAndDestroy()
    this.#open.delete(socket)
    if (this.#down) this.#fail()
  }

  #handle(asked: IncomingMessage, response: ServerResponse): void {
    // Its connection is about to be reset.
    if (this.#down === 'refused') return
    this.#open.add(response)
    response.once('close', () => {
      this.#open.delete(response)
      if (this.#down) this.#fail()
    })
    if (this.#down) {
      this.#attempt()
      this.#answerDown(response)
    } else this.#forward(asked, response)
  }

  #attempt(): void {
    this.#counts.attempts += 1
    if (this.#fifthFailedAt !== null && performance.now() - this.#fifthFailedAt < KNOWN_AFTER_MS)
      this.#counts.inFlight += 1
  }

  #fail(): void {
    this.#failures += 1
    if (this.#failures !== ENOUGH_FAILURES) return
    this.#fifthFailedAt = performance.now()
    this.#counts.inFlight = Math.max(this.#counts.inFlight, this.#open.size)
  }

  #answerDown(response: ServerResponse): void {
    if (this.#down === 'unavailable') response.writeHead(503, { 'Content-Type': 'text/html' }).end('<h1>503</h1>')
  }

  /** As it came, its Host too: that is signed. What is on the way when it goes down does not arrive. */
  #forward(asked: IncomingMessage, response: ServerResponse): void {
    if (!this.#target) {
      response.destroy()
      return
    }
    const { method, url: path, headers } = asked
    const onward = request(this.#target, { method, path, headers }, (answer) => {
      if (this.#down) {
        answer.resume()
        this.#answerDown(response)
        return
      }
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    onward.once('error', () => response.destroy())
    response.once('close', () => onward.destroy())
    asked.pipe(onward)
  }
}
