import 'server-only'

const CHUNK_LENGTH = 64 * 1_024

interface File {
  /** ASCII without quotes. */
  name: string
  contentType: string
  pieces: Iterable<string>
}

/** A download, sent while it is being written: as fast as the reader takes it, and others get their turn in between. */
export function fileReply({ name, contentType, pieces }: File): Response {
  return new Response(toStream(pieces[Symbol.iterator]()), {
    headers: {
      'cache-control': 'private, no-store',
      'content-disposition': `attachment; filename="${name}"`,
      'content-type': contentType,
      'x-content-type-options': 'nosniff',
    },
  })
}

function toStream(pieces: Iterator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      await new Promise((resolve) => setImmediate(resolve))
      let text = ''
      let next = pieces.next()
      for (; !next.done; next = pieces.next()) {
        text += next.value
        if (text.length >= CHUNK_LENGTH) break
      }
      if (text !== '') controller.enqueue(encoder.encode(text))
      if (next.done) controller.close()
    },
    cancel: () => {
      pieces.return?.()
    },
  })
}
