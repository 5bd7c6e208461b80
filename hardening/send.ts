import { Agent, request } from 'node:http'

/** Idle connections are closed before the server closes them, or a question would now and then meet a closed one. */
const agent = new Agent({ keepAlive: true, timeout: 3_000 })

export interface Answered {
  status: number
  text: string
}

/**
 * Rejects where no whole answer comes, and when `signal` is aborted. Not `fetch`: in Node 20 a body that is being read
 * while the signal is aborted may stay unsettled for ever.
 */
export function send(url: string, signal: AbortSignal, accept = '*/*'): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent, headers: { accept }, signal }, (response) => {
      response.setEncoding('utf8')
      response
        .toArray()
        .then((pieces: string[]) => resolve({ status: response.statusCode ?? 0, text: pieces.join('') }), reject)
    })
    asked.once('error', reject)
    asked.end()
  })
}
