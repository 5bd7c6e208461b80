/** Who is at the other end of the connection, for the application: an address without its port. */
export const PEER_HEADER = 'x-cdb-tasks-peer'

/**
 * What the framework obeys although any client can write it: parts of a page, actions, where a request was routed to,
 * whose nonce to use. Nothing here navigates by parts of a page, so that a page is only ever the page. The names of the
 * application are its own.
 */
const FRAMEWORK =
  /^(rsc$|next-|x-next|x-middleware-|x-matched-path|x-invo|x-now-|x-vercel-|x-prerender-|x-action-|x-deployment-|x-rewrite-|x-original-|x-nonce$|content-security-policy|x-cdb-tasks-)/

/** Proxies and servers read `_` as `-`, each as it likes: a name with one is nobody's. */
export function isDropped(name) {
  return name.includes('_') || FRAMEWORK.test(name.toLowerCase())
}

/** Leaves what a client may say, and says who it is: in each of the three forms in which headers are read. */
export function cleanHeaders({ headers, headersDistinct, rawHeaders, socket }) {
  for (const read of [headers, headersDistinct]) {
    for (const name of Object.keys(read)) if (isDropped(name)) delete read[name]
  }
  for (let at = rawHeaders.length - 2; at >= 0; at -= 2) if (isDropped(rawHeaders[at])) rawHeaders.splice(at, 2)
  const peer = socket.remoteAddress ?? ''
  headers[PEER_HEADER] = peer
  headersDistinct[PEER_HEADER] = [peer]
  rawHeaders.push(PEER_HEADER, peer)
}
