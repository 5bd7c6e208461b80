import 'server-only'
import { BlockList, isIP } from 'node:net'

/** Set by the door, which takes away what a client sends under this name. */
const PEER_HEADER = 'x-cdb-tasks-peer'

/** Where a request comes from: the last in the chain of proxies that is not one of ours. */
export function addressOf(headers: Headers, trustedProxies: string[]): string {
  const peer = plain(headers.get(PEER_HEADER) ?? '')
  if (isIP(peer) === 0) return 'unknown'
  const trusted = blockListOf(trustedProxies)
  const chain = (headers.get('x-forwarded-for') ?? '').split(',').map((hop) => plain(hop.trim()))
  let from = peer
  while (isTrusted(trusted, from)) {
    const next = chain.pop()
    if (next === undefined || isIP(next) === 0) break
    from = next
  }
  return from
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
