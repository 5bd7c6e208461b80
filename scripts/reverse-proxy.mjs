import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { installPackage, onPath } from './programs.mjs'

const POLICY = '/usr/sbin/policy-rc.d'

/** The path of nginx for the tests: `NGINX_PATH`, or one that is there; else null. */
export function reverseProxyPath() {
  return process.env.NGINX_PATH || onPath(['nginx']) || (existsSync('/usr/sbin/nginx') ? '/usr/sbin/nginx' : null)
}

/** The same, or the distribution's package. Ends the process with what to do where none can be had. */
export function findReverseProxy() {
  const found = reverseProxyPath()
  if (found) return found
  console.log('No nginx found; installing one …')
  withoutServices(() => installPackage(['nginx-light', 'nginx']))
  const installed = reverseProxyPath()
  if (installed) return installed
  console.error('The tests need nginx. Install it, or name it: NGINX_PATH=/path/to/nginx npm test')
  process.exit(1)
}

/** What a package would start as a service of the machine stays off: the tests start their own. */
function withoutServices(install) {
  const isOurs = process.getuid?.() === 0 && !existsSync(POLICY)
  if (isOurs) writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    install()
  } finally {
    if (isOurs) rmSync(POLICY)
  }
}
