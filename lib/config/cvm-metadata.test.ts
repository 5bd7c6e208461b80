import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import { readCvmRole } from './cvm-metadata'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

async function metadata(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/roles/`
}

const KEY = { Code: 'Success', TmpSecretId: 'AKIDcvm', TmpSecretKey: 'k', Token: 't', ExpiredTime: 1_700_000_000 }

/** Answers with the role's name, then with its key. */
const role =
  (key: unknown, name = 'reader\n'): RequestListener =>
  (request, response) =>
    response.end(request.url === '/roles/' ? name : JSON.stringify(key))

test('the key of the bound role is read', async () => {
  const asked: unknown[] = []
  const url = await metadata((request, response) => {
    asked.push(request.url)
    role(KEY)(request, response)
  })
  expect(await readCvmRole(url)).toEqual({
    secretId: 'AKIDcvm',
    secretKey: 'k',
    token: 't',
    expiresAtMs: 1_700_000_000_000,
  })
  expect(asked).toEqual(['/roles/', '/roles/reader'])
})

test.each<[string, RequestListener]>([
  ['no role', role(KEY, '')],
  ['a page of HTML', role(KEY, '<html>')],
  ['a role that leads elsewhere', role(KEY, '../../user-data')],
  ['a failure', role({ ...KEY, Code: 'Failed' })],
  ['an empty key', role({ ...KEY, TmpSecretId: '' })],
  ['no JSON', (request, response) => response.end(request.url === '/roles/' ? 'reader' : 'oops')],
  ['HTTP 404', (_request, response) => response.writeHead(404).end('reader')],
  ['a redirect', (_request, response) => response.writeHead(302, { location: '/elsewhere' }).end()],
])('%s is no role', async (_what, listener) => {
  await expect(readCvmRole(await metadata(listener))).rejects.toThrow()
})

test('a service that does not answer is given up within seconds', async () => {
  const began = performance.now()
  await expect(readCvmRole(await metadata(() => {}))).rejects.toThrow()
  expect(performance.now() - began).toBeLessThan(4_500)
}, 10_000)
