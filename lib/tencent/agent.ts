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
  const proxy = getProxyForUrl(`${protocol}${host}`)
  if (proxy) return new HttpsProxyAgent(proxy, OPTIONS)
  return protocol === 'http://' ? new HttpAgent(OPTIONS) : new HttpsAgent({ ...OPTIONS, minVersion: 'TLSv1.2' })
}
