import { FetchProblem, send } from './fetch-json'

/** The JSON objects of our own BFF's NDJSON, each as soon as its line is whole. Throws as `fetchJson` does. */
export async function* fetchLines<Line>(path: string, signal: AbortSignal): AsyncGenerator<Line> {
  const response = await send(path, signal, 'application/x-ndjson')
  if (!response.body) throw new FetchProblem('unreachable', null)
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (;;) {
    const { value, done } = await reader.read().catch((error: unknown) => {
      if (signal.aborted) throw error
      throw new FetchProblem('unreachable', null)
    })
    if (done) return
    const lines = (rest + value).split('\n')
    rest = lines.pop() ?? ''
    // Safe: the BFF's replies are checked against their schemas in its own tests.
    for (const line of lines) yield JSON.parse(line) as Line
  }
}
