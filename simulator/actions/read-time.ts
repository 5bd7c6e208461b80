import { ApiError } from '../api-error'
import { fromBeijingTime } from '../beijing-time'

/** Epoch milliseconds; undefined where nothing was asked. */
export function readTime(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const epochMs = fromBeijingTime(text)
  if (epochMs === undefined) {
    throw new ApiError('InvalidParameter', `${name} does not have the form 2017-12-31 10:40:01.`)
  }
  return epochMs
}
