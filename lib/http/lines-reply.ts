import 'server-only'

/** A JSON object a line: `head` at once, then each of the others as soon as it is there, in no order. */
export function linesReply(head: object, others: Promise<object>[]): Response {
  const encoder = new TextEncoder()
  const line = (value: object) => encoder.encode(`${JSON.stringify(value)}\n`)
  let isOpen = true
  const stream = new ReadableStream({
    start(controller) {
      const close = () => {
        if (isOpen) controller.close()
        isOpen = false
      }
      controller.enqueue(line(head))
      // A source rejects only once the reader has gone.
      const sent = others.map((other) =>
        other.then(
          (value) => isOpen && controller.enqueue(line(value)),
          () => close(),
        ),
      )
      void Promise.all(sent).then(close)
    },
    // The reader has gone before all have answered: what comes now has nowhere to go.
    cancel: () => {
      isOpen = false
    },
  })
  return new Response(stream, {
    headers: {
      // Not to be compressed on the way, which would hold lines back.
      'cache-control': 'private, no-store, no-transform',
      'content-type': 'application/x-ndjson; charset=utf-8',
      'x-content-type-options': 'nosniff',
    },
  })
}
