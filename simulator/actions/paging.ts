import { z } from 'zod'

/** How many items a call gets where it does not say, and at most. */
export type Paging = { usual: number; most: number }

export type Page = { Offset: number; Limit: number }

export function pageParameters({ usual, most }: Paging) {
  return { Offset: z.int().min(0).default(0), Limit: z.int().min(1).max(most).default(usual) }
}

/** The same for an action that takes its numbers as text. */
export function textualPageParameters({ usual, most }: Paging) {
  const number = z.string().regex(/^\d+$/).transform(Number)
  return {
    Offset: number.default(0),
    Limit: number.pipe(z.int().min(1).max(most)).default(usual),
  }
}

export function pageOf<Item>(items: readonly Item[], { Offset, Limit }: Page): { TotalCount: number; Items: Item[] } {
  return { TotalCount: items.length, Items: items.slice(Offset, Offset + Limit) }
}
