import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { reverseProxyPath } from '../scripts/reverse-proxy.mjs'
import { selfSignedCertificate } from './certificate'

interface Before {
  /** Where the browser comes to. */
  port: number
  /** The application's. */
  appPort: number
  /** Added to every request, whatever the client sent under the name. */
  headers?: Record<string, string>
}

export interface ReverseProxy {
  url: string
  stop: () => Promise<void>
}

/** nginx with TLS and a certificate of its own making. Throws where there is no nginx. */
export async function startReverseProxy({ port, appPort, headers = {} }: Before): Promise<ReverseProxy> {
  const program = reverseProxyPath()
  if (!program) throw new Error('There is no nginx')
  const folder = mkdtempSync(join(tmpdir(), 'cdb-tasks-nginx-'))
  const { key, certificate } = selfSignedCertificate()
  writeFileSync(join(folder, 'key.pem'), key, { mode: 0o600 })
  writeFileSync(join(folder, 'certificate.pem'), certificate)
  const set = Object.entries(headers).map(([name, value]) => `proxy_set_header ${name} "${value}";`)
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  )
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error.log;
events {}
http {
  access_log off;
  ${places.join(' ')}
  server {
    listen 127.0.0.1:${port} ssl;
    ssl_certificate ${folder}/certificate.pem;
    ssl_certificate_key ${folder}/key.pem;
    location / {
      proxy_pass http://127.0.0.1:${appPort};
      proxy_http_version 1.1;
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header X-Forwarded-Proto $scheme;
      ${set.join(' ')}
    }
  }
}
`,
  )
  const child = spawn(program, ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')], {
    stdio: 'ignore',
  })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await untilOpen(port, () => child.exitCode)
  return {
    url: `https://127.0.0.1:${port}`,
    async stop() {
      child.kill('SIGTERM')
      await gone
      rmSync(folder, { recursive: true })
    },
  }
}

async function untilOpen(port: number, ended: () => number | null) {
  for (let tries = 0; tries < 100 && ended() === null; tries++) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).once('error', () => resolve(false))
      socket.once('connect', () => socket.destroy())
    })
    if (isOpen) return
    await wait(50)
  }
  throw new Error('nginx did not start')
}
