import 'server-only'
import { createHash } from 'node:crypto'
import { isIP } from 'node:net'

/** Name look-up, connection, TLS and password together. */
const CONNECT_MS = 1_000

export type Argument = string | Buffer
export type Reply = string | number | Buffer | null | Reply[]

/** Commands that Redis runs as one, by their digest. */
export interface Script {
  text: string
  sha: string
}

export function script(text: string): Script {
  return { text, sha: createHash('sha1').update(text).digest('hex') }
}

/** One connection, for as long as it lasts: whatever goes wrong ends it, and it does not come back. */
export interface Connection {
  /** Bulk replies are buffers. Rejects when the connection is lost. */
  send: (command: Argument[]) => Promise<Reply>
  run: (script: Script, keys: string[], args: Argument[]) => Promise<Reply>
  /** Resolves with the reason, in a word that has nothing of the address in it. */
  lost: Promise<string>
  close: () => void
}

/** A command that takes longer than `commandMs` has failed. Rejects where there is no connection within a second. */
export async function connectRedis(url: string, commandMs: number): Promise<Connection> {
  // Loaded where it is used: most servers have no Redis.
  const { createClient, RESP_TYPES } = await import('@redis/client')
  const { hostname, protocol } = new URL(url)
  const client = createClient({
    url,
    // The third version of the protocol is unknown to older servers and to some proxies.
    RESP: 2,
    disableClientInfo: true,
    commandOptions: { timeout: undefined },
    socket: {
      connectTimeout: CONNECT_MS,
      reconnectStrategy: false,
      ...(protocol === 'rediss:' && isIP(hostname) === 0 && { tls: true as const, servername: hostname }),
    },
  })

  const pending = new Set<(error: LostConnection) => void>()
  let lose = (_reason: unknown) => {}
  const lost = new Promise<string>((resolve) => {
    lose = (thrown) => {
      const reason = reasonOf(thrown)
      resolve(reason)
      if (client.isOpen) client.destroy()
      for (const giveUp of pending) giveUp(new LostConnection(reason))
    }
  })
  client.on('error', lose)
  client.on('end', () => lose('closed'))

  const within = <Value>(ms: number, work: Promise<Value>) =>
    new Promise<Value>((resolve, reject) => {
      pending.add(reject)
      // A reply that arrived while this process was busy is read before it is given up.
      const timer = setTimeout(() => setImmediate(() => pending.has(reject) && lose('timeout')), ms)
      const settle = () => {
        clearTimeout(timer)
        pending.delete(reject)
      }
      work.finally(settle).then(resolve, reject)
    })

  const send = async (command: Argument[]): Promise<Reply> => {
    try {
      return await within(
        commandMs,
        client.sendCommand<Reply>(command, { typeMapping: { [RESP_TYPES.BLOB_STRING]: Buffer } }),
      )
    } catch (error) {
      if (!isUnknownScript(error)) lose(error)
      throw error
    }
  }
  const run = async ({ text, sha }: Script, keys: string[], args: Argument[]): Promise<Reply> => {
    const operands = [String(keys.length), ...keys, ...args]
    try {
      return await send(['EVALSHA', sha, ...operands])
    } catch (error) {
      if (!isUnknownScript(error)) throw error
      return send(['EVAL', text, ...operands])
    }
  }

  try {
    await within(CONNECT_MS, client.connect())
  } catch (error) {
    lose(error)
    throw error
  }
  return { send, run, lost, close: () => lose('closed') }
}

class LostConnection extends Error {
  constructor(readonly reason: string) {
    super(reason)
    this.name = 'LostConnection'
  }
}

function isUnknownScript(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('NOSCRIPT')
}

/** The system's code or the first word of Redis's own answer (`WRONGPASS`, `READONLY`), and nothing that it quotes. */
export function reasonOf(error: unknown): string {
  if (typeof error === 'string') return error
  if (error instanceof LostConnection) return error.reason
  if (!(error instanceof Error)) return 'unknown'
  if ('code' in error && typeof error.code === 'string') return error.code
  return /^[A-Z]{2,}\b/.exec(error.message)?.[0] ?? error.constructor.name
}
