import { searchParameters, type TaskSearch } from './task-search'

export type RecognisedId = { kind: 'instance' | 'async' | 'job'; id: string }

const SHAPES = [
  ['instance', /^cdb[a-z]*-[a-z0-9]{6,12}$/i],
  ['async', /^[0-9a-f]{8}(-[0-9a-f]{8}){3}$/i],
  ['job', /^\d{1,20}$/],
] as const

/** What a pasted text is, by its shape: an instance id, an AsyncRequestId (four groups of hex, not a UUID) or a JobId. */
export function recogniseId(pasted: string): RecognisedId | null {
  const id = pasted
    .trim()
    .replace(/^["'`]+|["'`,;]+$/g, '')
    .toLowerCase()
  const shape = SHAPES.find(([, pattern]) => pattern.test(id))
  return shape ? { kind: shape[0], id } : null
}

/**
 * What a text asks for: the one id that it is, instead of any other, or a search for its words; null where it is too
 * long for one. A request or a job is looked for in all of time, since its id does not say when it was.
 */
export function searchFor(text: string): Partial<TaskSearch> | null {
  const recognised = recogniseId(text)
  if (recognised === null) {
    const q = text.trim()
    if (q === '') return { q: null }
    return searchParameters.q.read(q) === null ? null : { q }
  }
  const { kind, id } = recognised
  const asked = { instance: null, async: null, job: null, q: null, [kind]: id }
  return kind === 'instance' ? asked : { ...asked, from: 'all', to: null, at: null }
}

/** One instance id, however it was pasted; null for what no instance is called. */
export function readInstanceId(pasted: string): string | null {
  const recognised = recogniseId(pasted)
  return recognised?.kind === 'instance' ? recognised.id : searchParameters.instance.read(pasted)
}
