import 'server-only'
import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { HttpsProxyAgent } from 'https-proxy-agent'
import { getProxyForUrl } from 'proxy-from-env'
import type { Endpoint } from './endpoint'

/** Shorter than the memory of any NAT on the way: a connection that it forgot would hang until the deadline. */
const IDLE_MS = 30_000

/**
 * The SDK reads `http_proxy` alone, ignores `no_proxy` and uses neither once it is given an agent (seen by running
 * 4.1.313); so it always gets ours, which goes through HTTPS_PROXY or HTTP_PROXY unless NO_PROXY names the host.
 */
export function agentFor(endpoint: Endpoint, idleMs = IDLE_MS): HttpAgent {
  const options = { keepAlive: true, maxSockets: 32, timeout: idleMs }
  const proxy = proxyFor(endpoint)
  return proxy ? new HttpsProxyAgent(proxy, options) : direct(endpoint, options)
}

function direct({ protocol }: Endpoint, options: object): HttpAgent {
  return protocol === 'http://' ? new HttpAgent(options) : new HttpsAgent({ ...options, minVersion: 'TLSv1.2' })
}

/** The egress proxy on the way to an endpoint; null for the direct way. */
export function proxyFor({ protocol, host }: Endpoint): string | null {
  if (isLoopback(host)) return null
  const proxy = withHttp(getProxyForUrl(`${protocol}${host}`))
  // A SOCKS proxy in ALL_PROXY is not for us.
  return /^https?:\/\//.test(proxy) ? proxy : null
}

/** To a proxy named without a scheme one speaks plain HTTP, as curl does; proxy-from-env gives it the endpoint's. */
function withHttp(proxy: string): string {
  const [, named] = /^https:\/\/(.+)$/.exec(proxy) ?? []
  const isBare = ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY'].some((name) => process.env[name] === named)
  return named && isBare ? `http://${named}` : proxy
}

function isLoopback(host: string): boolean {
  return /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])(:\d+)?$/.test(host)
}
