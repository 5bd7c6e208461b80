import 'server-only'
import { z } from 'zod'
import type { SavedView } from '@/lib/tasks/saved-views'
import { readTaskSearch, type SearchProblem } from '@/lib/tasks/task-search'
import type { Complain } from './model'

export const viewsSchema = z
  .array(z.strictObject({ name: z.string().trim().min(1).max(60), query: z.string() }))
  .max(50)
  .default([])

/** The team's own views. A query that a page would not understand whole is a mistake of the file. */
export function checkViews(views: SavedView[], label: string, complain: Complain): SavedView[] {
  const names = views.map(({ name }) => name)
  for (const [index, { name, query }] of views.entries()) {
    const first = names.indexOf(name)
    if (first < index) complain(`${label}: views[${index}].name is the name of views[${first}] too.`)
    for (const problem of readTaskSearch(new URLSearchParams(query)).problems) {
      complain(`${label}: views[${index}].query: ${inWords(problem)}`)
    }
  }
  return views
}

function inWords({ parameter, reason, allowed }: SearchProblem): string {
  if (reason === 'unknown-parameter') return `there is no parameter ${parameter}. Known are ${allowed.join(', ')}.`
  if (reason === 'repeated') return `${parameter} stands more than once.`
  return `${parameter} does not take its value. Allowed: ${allowed.join(', ')}.`
}
