import type { z } from 'zod'
import { ApiError } from '../api-error'

/** Names an unknown parameter before a wrong value, as the cloud's gateway does. */
export function parseBody<Schema extends z.ZodType>(schema: Schema, body: Record<string, unknown>): z.output<Schema> {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  for (const issue of parsed.error.issues) {
    if (issue.code === 'unrecognized_keys') {
      throw new ApiError('UnknownParameter', `The parameter \`${issue.keys.join('`, `')}\` is not recognized.`)
    }
  }
  const [issue] = parsed.error.issues
  throw new ApiError('InvalidParameterValue', `The parameter \`${issue?.path.join('.')}\` is wrong: ${issue?.message}.`)
}
