export const networkFaults = [
  'refused',
  'timeout',
  'unreachable',
  'unknown-host',
  'reset',
  'broken-pipe',
  'closed',
] as const

export type NetworkFault = (typeof networkFaults)[number]

/** As Go, Java, the operating system and MySQL's library say it, with their number where there is one; and in Chinese. */
const FAULTS: [NetworkFault, RegExp][] = [
  ['refused', /connection refused|ECONNREFUSED|MySQL server on '[^'\n]{0,300}' \(111\)|连接被拒绝|拒绝连接/i],
  [
    'timeout',
    /i\/o timeout|(?:connect(?:ion)?|operation|read) timed out|TLS handshake timeout|context deadline exceeded|ETIMEDOUT|MySQL server on '[^'\n]{0,300}' \(110\)|system error: 110\b|(?:连接|网络|读取|请求)超时/i,
  ],
  [
    'unreachable',
    /no route to host|(?:network|host) is (?:unreachable|down)|EHOSTUNREACH|ENETUNREACH|MySQL server on '[^'\n]{0,300}' \(113\)|网络不可达/i,
  ],
  [
    'unknown-host',
    /no such host|UnknownHostException|unknown MySQL server host|name or service not known|failure in name resolution|ENOTFOUND|EAI_AGAIN|域名解析失败|无法解析(?:域名|主机)/i,
  ],
  ['reset', /connection (?:was )?reset|ECONNRESET|system error: 104\b|连接被重置/i],
  ['broken-pipe', /broken pipe|\bEPIPE\b|system error: 32\b/i],
  [
    'closed',
    /unexpected EOF|[:：] ?EOF\b|use of closed network connection|driver: bad connection|\binvalid connection\b/,
  ],
]

/** The first that the text tells of: `dial tcp 10.0.0.1:3306: connect: connection refused`. */
export function readNetworkFault(text: string): NetworkFault | null {
  let first: { index: number; fault: NetworkFault } | null = null
  for (const [fault, pattern] of FAULTS) {
    const index = text.search(pattern)
    if (index !== -1 && (first === null || index < first.index)) first = { index, fault }
  }
  return first?.fault ?? null
}

/** All that the text tells of, in an order that is not the text's. */
export function networkFaultsOf(text: string): NetworkFault[] {
  return FAULTS.filter(([, pattern]) => pattern.test(text)).map(([fault]) => fault)
}
