import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'

const door = new URL('./door.mjs', import.meta.url).href
const silent = `
  import http from 'node:http'
  import { standAtTheDoor } from ${JSON.stringify(door)}
  standAtTheDoor()
  const server = http.createServer(() => process.stdout.write('asked'))
  server.listen(0, '127.0.0.1', () => process.stdout.write(String(server.address().port)))
`

it('an application that never answers does not hold the end longer than ten seconds', { timeout: 30_000 }, async () => {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', silent])
  onTestFinished(() => void child.kill('SIGKILL'))
  const [port] = await once(child.stdout, 'data')
  const socket = connect(Number(port), '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  socket.on('error', () => {}).write('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
  await once(child.stdout, 'data')
  child.kill('SIGTERM')
  const [code] = await once(child, 'exit', { signal: AbortSignal.timeout(15_000) })
  expect(code).toBe(143)
})
