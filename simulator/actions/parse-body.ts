import type { z } from 'zod'
import { ApiError } from '../api-error'

/** Names an unknown parameter before a missing one, and that before a wrong value, as the cloud's gateway does. */
export function parseBody<Schema extends z.ZodType>(schema: Schema, body: Record<string, unknown>): z.output<Schema> {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  const { issues } = parsed.error
  for (const issue of issues) {
    if (issue.code === 'unrecognized_keys') {
      throw new ApiError('UnknownParameter', `The parameter \`${issue.keys.join('`, `')}\` is not recognized.`)
    }
  }
  const missing = issues.find(({ path }) => path.length === 1 && body[String(path[0])] === undefined)
  if (missing) {
    throw new ApiError('MissingParameter', `The request is missing the parameter \`${missing.path.join('.')}\`.`)
  }
  const [issue] = issues
  throw new ApiError('InvalidParameterValue', `The parameter \`${issue?.path.join('.')}\` is wrong: ${issue?.message}.`)
}
