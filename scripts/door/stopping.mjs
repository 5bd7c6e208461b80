import { constants } from 'node:os'

/** Milliseconds from the signal. */
const CUT_UNFINISHED_MS = 2_000
const END_MS = 9_000
const SIGNALS = ['SIGTERM', 'SIGINT']

/**
 * Ends the process on SIGTERM or SIGINT, with 128 and the signal's number: listens no more, answers what was asked,
 * waits neither for requests that are half sent nor longer than nine seconds. A second signal ends it at once.
 */
export class Stopping {
  #isStopping = false
  #server = null
  /** Of each connection the questions that are not answered. */
  #connections = new Map()

  constructor() {
    for (const signal of SIGNALS) process.on(signal, () => this.#stop(128 + constants.signals[signal]))
  }

  watch(server) {
    this.#server = server
    server.on('connection', (socket) => {
      this.#connections.set(socket, new Set())
      socket.once('close', () => this.#connections.delete(socket))
    })
  }

  /** To be told of every request before it is answered. */
  note(request, response) {
    const { socket } = request
    this.#connections.get(socket)?.add(request)
    const { writeHead } = response
    response.writeHead = (...head) => {
      if (this.#isStopping) response.setHeader('connection', 'close')
      return writeHead.apply(response, head)
    }
    response.once('close', () => {
      this.#connections.get(socket)?.delete(request)
      // Its headers may have been sent before the signal, and promised to stay.
      if (this.#isStopping) socket.end()
    })
  }

  #stop(code) {
    // It does not listen yet, or not any more.
    if (!this.#server?.listening) endWith(code)
    this.#isStopping = true
    this.#server.close(() => endWith(code))
    setTimeout(() => this.#cutUnfinished(), CUT_UNFINISHED_MS)
    setTimeout(() => endWith(code), END_MS)
  }

  #cutUnfinished() {
    for (const [socket, requests] of this.#connections) {
      if ([...requests].every(({ complete }) => !complete)) socket.destroy()
    }
  }
}

function endWith(code) {
  try {
    process.exit(code)
  } catch {
    // What is to be done at the end has failed, as a log does that nobody reads any more: it is not tried again.
    process.exit(code)
  }
}
