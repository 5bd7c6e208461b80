import { connect, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { untilWhole } from './ask'
import { type Measure, percentile, seconds } from './measure'
import type { Stage } from './stage'
import { ALL_OF_IT, CLOUD } from './upstream'

const SLOW = 500
const BYTE_EVERY_MS = 3_000
const VIEWERS = 20
const POLL_MS = 1_000
const ALONE_MS = 10_000
const SPAN_MS = 30_000
const TARGET_MS = 1_000
const QUERY = 'region=ap-guangzhou'

/** What is sent at once, and what follows a byte at a time without an end. */
const KINDS = [
  ['GET /tasks HTTP/1.1\r\nHost: a\r\nX-Slow: ', 'a'],
  [
    'POST /auth/token HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9999\r\n\r\n',
    'a',
  ],
  ['', 'G'],
] as const

export async function measureSlowConnections(stage: Stage, isQuiet: boolean): Promise<Measure> {
  const app = await stage.start({ ...ALL_OF_IT }, { ...CLOUD, tasksPerRegion: 1_000 })
  await untilWhole(app.url, QUERY)
  const alone = percentile(await askFor(app.url, ALONE_MS), 0.99)
  const slow = new SlowConnections(app.url, performance.now() + SPAN_MS)
  const [times] = await Promise.all([askFor(app.url, SPAN_MS), slow.ended])
  await app.stop()
  const p99 = percentile(times, 0.99)
  return {
    what: `${SLOW} slow connections: p99 of what other viewers ask`,
    target: `< ${seconds(TARGET_MS)}`,
    figure: seconds(p99),
    verdict: p99 < TARGET_MS ? 'met' : isQuiet ? 'MISSED' : 'undecided: the machine is busy',
    how:
      `${times.length} questions of ${VIEWERS} viewers in ${SPAN_MS / 1000} s, half of them pages; without the slow ones ${seconds(alone)}; at most ${slow.most} ` +
      `slow connections were open at once, a byte each every ${BYTE_EVERY_MS / 1000} s, headers, forms or nothing; ` +
      `${slow.cut} were cut by the server, and opened again`,
  }
}

/** How long each question of the viewers took, in milliseconds. */
async function askFor(url: string, spanMs: number): Promise<number[]> {
  const until = performance.now() + spanMs
  const times: number[] = []
  const one = async (viewer: number) => {
    await wait((viewer * POLL_MS) / VIEWERS)
    for (let turn = 0; performance.now() < until; turn++) {
      const begun = performance.now()
      const response = await fetch(`${url}${turn % 2 === 0 ? '/api/tasks' : '/tasks'}?${QUERY}`)
      await response.arrayBuffer()
      if (!response.ok) throw new Error(`A viewer was answered with ${response.status}.`)
      times.push(performance.now() - begun)
      await wait(POLL_MS)
    }
  }
  await Promise.all(Array.from({ length: VIEWERS }, (_, viewer) => one(viewer)))
  return times
}

class SlowConnections {
  readonly ended: Promise<unknown>
  most = 0
  cut = 0
  #open = 0

  constructor(url: string, until: number) {
    this.ended = Promise.all(Array.from({ length: SLOW }, (_, at) => this.#keepOne(new URL(url), at, until)))
  }

  async #keepOne({ hostname, port }: URL, at: number, until: number): Promise<void> {
    const [head, byte] = KINDS[at % KINDS.length] ?? KINDS[0]
    while (performance.now() < until) {
      const socket = connect(Number(port), hostname, () => socket.write(head))
      this.#open += 1
      this.most = Math.max(this.most, this.#open)
      const drip = setInterval(() => socket.write(byte), BYTE_EVERY_MS)
      const isCut = await ended(socket, until)
      clearInterval(drip)
      this.#open -= 1
      if (isCut) this.cut += 1
    }
  }
}

/** Whether the other side ended it, and not the span. */
async function ended(socket: Socket, until: number): Promise<boolean> {
  const over = setTimeout(() => socket.destroy(), Math.max(0, until - performance.now()))
  await new Promise<void>((resolve) =>
    socket
      .on('error', () => {})
      .resume()
      .once('close', () => resolve()),
  )
  clearTimeout(over)
  return performance.now() < until
}
