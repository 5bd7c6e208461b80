import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer as createTlsServer } from 'node:tls'
import { startSimulator } from '../simulator/server'
import { freePort } from './app'
import { Cloud } from './cloud'

/** What one account asks. */
export interface BrokenCloud {
  url: string
  /** How often it was asked; null where nobody is there to count. */
  attempts: () => Promise<number | null>
  /** The simulator's control address, where it is one. */
  control?: Cloud
  close: () => Promise<unknown>
}

export const REGION = 'ap-guangzhou'

/** A cloud of one region that has the fault. */
export async function simulated(
  host: string,
  fault?: Parameters<Cloud['fault']>[0],
  options: Parameters<typeof startSimulator>[0] = {},
): Promise<BrokenCloud> {
  const regions = { [REGION]: 'live' as const }
  const { url, close } = await startSimulator({ host, regions, tasksPerRegion: 12, ...options })
  const control = new Cloud(url)
  if (fault) await control.fault(fault)
  return { url, control, attempts: () => control.countCalls(), close }
}

/** What no server of HTTP can do, for each connection. */
export async function bare(host: string, answer: (socket: Socket) => void): Promise<BrokenCloud> {
  return listening(createServer(), host, 'http', answer)
}

export async function nobody(host: string): Promise<BrokenCloud> {
  return { url: `http://${host}:${await freePort()}`, attempts: async () => null, close: async () => {} }
}

export async function nameless(): Promise<BrokenCloud> {
  return { url: 'http://cdb.nowhere.invalid', attempts: async () => null, close: async () => {} }
}

/** Its process stands still and its backlog is full: a connection to it never comes about. */
export async function blackHole(host: string): Promise<BrokenCloud> {
  const listen = `require('net').createServer().listen({ port: 0, host: '${host}', backlog: 1 }, function () { process.stdout.write(String(this.address().port)) })`
  const child = spawn(process.execPath, ['-e', listen], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(child.stdout, 'data')
  const port = Number(String(line))
  child.kill('SIGSTOP')
  const fillers = Array.from({ length: 4 }, () => connect(port, host).on('error', () => {}))
  await once(fillers[0] ?? child, 'connect')
  return {
    url: `http://${host}:${port}`,
    attempts: async () => null,
    close: async () => {
      for (const filler of fillers) filler.destroy()
      child.kill('SIGKILL')
    },
  }
}

/** Certificates of an authority that the app is told to trust: one that has expired, and one of somebody else. */
export function certificates(host: string) {
  const folder = mkdtempSync(join(tmpdir(), 'cdb-tasks-tls-'))
  const openssl = (...words: string[]) => execFileSync('openssl', words, { cwd: folder, stdio: 'ignore' })
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  const name = ['-subj', '/CN=cloud', '-addext', `subjectAltName=IP:${host}`]
  openssl('req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '2', '-subj', '/CN=authority')
  const signed = (days: string) => {
    openssl('req', ...key, '-keyout', `${days}.key`, '-out', `${days}.csr`, ...name)
    const ca = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-copy_extensions', 'copy']
    openssl('x509', '-req', '-in', `${days}.csr`, ...ca, '-days', days, '-out', `${days}.pem`)
    return pair(days)
  }
  const pair = (file: string) => ({
    key: readFileSync(join(folder, `${file}.key`)),
    cert: readFileSync(join(folder, `${file}.pem`)),
  })
  openssl('req', '-x509', ...key, '-keyout', 'own.key', '-out', 'own.pem', '-days', '2', ...name)
  return { authority: join(folder, 'ca.pem'), expired: signed('-1'), valid: signed('2'), selfSigned: pair('own') }
}

/** A server of TLS that answers what the simulator would, were it trusted. */
export async function overTls(host: string, pair: { key: Buffer; cert: Buffer }): Promise<BrokenCloud> {
  const reply = '{"Response":{"TotalCount":0,"Items":[],"RequestId":"r-tls"}}'
  const server = createTlsServer(pair)
  server.on('tlsClientError', () => {})
  server.on('secureConnection', (socket) => {
    socket.on('error', () => {})
    socket.once('data', () => socket.end(`HTTP/1.1 200 OK\r\nContent-Length: ${reply.length}\r\n\r\n${reply}`))
  })
  return listening(server, host, 'https', () => {})
}

async function listening(
  server: Server,
  host: string,
  scheme: string,
  answer: (socket: Socket) => void,
): Promise<BrokenCloud> {
  const sockets = new Set<Socket>()
  let connections = 0
  server.on('connection', (socket: Socket) => {
    connections += 1
    sockets.add(socket)
    socket.on('error', () => {})
    answer(socket)
  })
  server.listen(0, host)
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `${scheme}://${host}:${port}`,
    attempts: async () => connections,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** The configuration of one account for each cloud, in a file of its own. */
export function accountsFile(accounts: { name: string; url: string; tokenFile?: string }[]): string {
  const file = join(mkdtempSync(join(tmpdir(), 'cdb-tasks-broken-')), 'cdb-tasks.yaml')
  const entries = accounts.map(({ name, url, tokenFile }) => ({
    name,
    regions: [REGION],
    endpoint: url,
    ...(tokenFile && {
      credential: {
        secretId: 'AKIDsimulator0000000000NotARealKey',
        secretKey: 'simulator-secret-key-not-real',
        sessionTokenFile: tokenFile,
      },
    }),
  }))
  // JSON is YAML.
  writeFileSync(file, JSON.stringify({ accounts: entries }))
  return file
}
