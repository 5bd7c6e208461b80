import type { Problem, ProblemKind } from './problem'

/** The BFF refused, failed or could not be reached; `kind` chooses the page's words. */
export class FetchProblem extends Error {
  readonly kind: ProblemKind | 'unreachable'
  readonly problem: Problem | null

  constructor(kind: ProblemKind | 'unreachable', problem: Problem | null) {
    super(problem?.detail ?? kind)
    this.kind = kind
    this.problem = problem
  }
}

/** Reads JSON of our own BFF. Throws a FetchProblem, or the browser's AbortError when the caller has gone. */
export async function fetchJson<Reply>(path: string, signal: AbortSignal): Promise<Reply> {
  const response = await send(path, signal, 'application/json')
  // Safe: the BFF's replies are checked against their schemas in its own tests.
  return (await response.json()) as Reply
}

/** A good answer of that type; throws as `fetchJson` does. */
export async function send(path: string, signal: AbortSignal, accept: string): Promise<Response> {
  const response = await fetch(path, { signal, headers: { accept } }).catch((error: unknown) => {
    if (signal.aborted) throw error
    throw new FetchProblem('unreachable', null)
  })
  const type = response.headers.get('content-type') ?? ''
  if (type.startsWith('application/problem+json')) {
    // Safe: only our own BFF answers with this type on this origin, from `Problem`.
    const problem = (await response.json()) as Problem
    // Safe: the type of `type` spells the kind.
    throw new FetchProblem(problem.type.replace('urn:cdb-tasks:problem:', '') as ProblemKind, problem)
  }
  if (!response.ok || !type.startsWith(accept)) throw new FetchProblem('unreachable', null)
  return response
}
