import 'server-only'
import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { HttpsProxyAgent } from 'https-proxy-agent'
import { getProxyForUrl } from 'proxy-from-env'
import type { Endpoint } from './endpoint'

const OPTIONS = { keepAlive: true, maxSockets: 32 }

/**
 * The SDK reads `http_proxy` alone, ignores `no_proxy` and uses neither once it is given an agent (seen by running
 * 4.1.313); so it always gets ours, which goes through HTTPS_PROXY or HTTP_PROXY unless NO_PROXY names the host.
 */
export function agentFor({ protocol, host }: Endpoint): HttpAgent {
  const proxy = isLoopback(host) ? '' : getProxyForUrl(`${protocol}${host}`)
  const agent = proxy ? new HttpsProxyAgent(proxy, OPTIONS) : direct(protocol)
  // Safe: node-fetch takes a function of the URL for an agent, and asks it anew at a redirect; its types do not say so.
  return ((url: URL) => (url.host === host ? agent : refuse(url))) as unknown as HttpAgent
}

/** The SDK follows redirects, which would carry a signed request to a host of somebody else's choice. */
function refuse(url: URL): never {
  throw new Error(`a redirect to ${url.hostname} was not followed`)
}

function direct(protocol: Endpoint['protocol']): HttpAgent {
  return protocol === 'http://' ? new HttpAgent(OPTIONS) : new HttpsAgent({ ...OPTIONS, minVersion: 'TLSv1.2' })
}

function isLoopback(host: string): boolean {
  return /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])(:\d+)?$/.test(host)
}
