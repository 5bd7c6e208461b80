import 'server-only'
import { BlockList, isIP } from 'node:net'

/** Set by the door, which takes away what a client sends under this name. */
const PEER_HEADER = 'x-cdb-tasks-peer'

/** Where a request comes from: the last in the chain of proxies that is not one of ours. */
export function addressOf(headers: Headers, trustedProxies: string[]): string {
  const peer = plain(headers.get(PEER_HEADER) ?? '')
  if (isIP(peer) === 0) return 'unknown'
  const trusted = blockListOf(trustedProxies)
  const chain = (headers.get('x-forwarded-for') ?? '').split(',').map((hop) => plain(withoutPort(hop.trim())))
  let from = peer
  while (isTrusted(trusted, from)) {
    const next = chain.pop()
    if (next === undefined || isIP(next) === 0) break
    from = next
  }
  return from
}

/** Some proxies write the port of the client too. */
function withoutPort(hop: string): string {
  return /^\[(.*)\](?::\d+)?$/.exec(hop)?.[1] ?? hop.replace(/^(\d+(?:\.\d+){3}):\d+$/, '$1')
}

/** IPv4 as itself, however the socket writes it. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '')
}

function isTrusted(trusted: BlockList, address: string): boolean {
  return trusted.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}

function blockListOf(ranges: string[]): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [address = '', bits] = range.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return list
}
