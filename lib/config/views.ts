import 'server-only'
import { z } from 'zod'
import { readTaskSearch, type SearchProblem } from '@/lib/tasks/task-search'

/** A query that a page would not understand whole is a mistake of the file. */
const querySchema = z.string().superRefine((query, context) => {
  for (const problem of readTaskSearch(new URLSearchParams(query)).problems) {
    context.addIssue({ code: 'custom', message: inWords(problem) })
  }
})

export const viewsSchema = z
  .array(z.strictObject({ name: z.string().trim().min(1).max(60), query: querySchema }))
  .max(50)
  .default([])

function inWords({ parameter, reason, allowed }: SearchProblem): string {
  if (reason === 'unknown-parameter') return `there is no parameter ${parameter}. Known are ${allowed.join(', ')}`
  if (reason === 'repeated') return `${parameter} stands more than once`
  return `${parameter} does not take its value. Allowed: ${allowed.join(', ')}`
}
