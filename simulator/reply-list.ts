import { z } from 'zod'
import { type Paging, pageOf } from './actions/paging'
import { ApiError } from './api-error'

type Fields = Record<string, unknown>

const numbers = z.object({ Offset: z.coerce.number(), Limit: z.coerce.number() }).partial()

/** What a test has put in the place of an action's answers. */
export class ReplyList {
  private readonly replies = new Map<string, Fields>()

  put(region: string, action: string, fields: Fields): void {
    this.replies.set(`${region} ${action}`, fields)
  }

  clear(): void {
    this.replies.clear()
  }

  /** The fields as they were put; a list of items is given page by page. Undefined where there is no such reply. */
  answer(region: string, action: string, paging: Paging | undefined, body: Fields): Fields | undefined {
    const fields = this.replies.get(`${region} ${action}`)
    if (!fields || !paging || !Array.isArray(fields.Items)) return fields
    const { Offset = 0, Limit = paging.usual } = numbers.safeParse(body).data ?? {}
    if (Limit > paging.most) throw new ApiError('InvalidParameterValue', `Limit is at most ${paging.most}.`)
    const { Items, ...rest } = fields
    return { ...pageOf(Items, { Offset, Limit }), ...rest }
  }
}
