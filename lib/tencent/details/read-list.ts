import 'server-only'
import { z } from 'zod'
import type { Scope } from '@/lib/config'
import type { Json } from '@/lib/json'
import { ask } from '../ask'
import { UpstreamError } from '../errors'
import { readWireJson } from '../wire-json'

export type WireItem = { [key: string]: Json | undefined }

const listSchema = z.looseObject({ Items: z.array(z.unknown()).nullish(), TotalCount: z.unknown().optional() })
const objectSchema = z.looseObject({})

export interface ListReply {
  items: WireItem[]
  total: number
  requestId: string | null
}

/**
 * One page of a sibling's list. Throws an UpstreamError, also where there are items and none of them `isReadable`: that
 * would look like nothing.
 */
export async function readList(
  scope: Scope,
  action: string,
  body: object,
  signal: AbortSignal,
  isReadable: (item: WireItem) => boolean,
): Promise<ListReply> {
  const reply = await ask(scope, action, body, { signal })
  const parsed = listSchema.safeParse(reply)
  const requestId = requestIdOf(reply)
  if (!parsed.success) throw new UpstreamError('unreadable-reply', { requestId })
  const { Items, TotalCount } = parsed.data
  // Safe: the SDK parsed the reply from JSON.
  const all = ((Items ?? []) as Json[]).map(readWireJson)
  const items = all.filter(isItem)
  if (all.length > 0 && !items.some(isReadable)) throw new UpstreamError('unreadable-reply', { requestId })
  return { items, total: Math.max(items.length, countOf(TotalCount)), requestId }
}

/** A sibling's reply that is one object. Throws an UpstreamError. */
export async function readObject(
  scope: Scope,
  action: string,
  body: object,
  signal: AbortSignal,
): Promise<{ object: WireItem; requestId: string | null }> {
  const reply = await ask(scope, action, body, { signal })
  const requestId = requestIdOf(reply)
  if (!objectSchema.safeParse(reply).success) throw new UpstreamError('unreadable-reply', { requestId })
  // Safe: the SDK parsed the reply from JSON.
  const object = readWireJson(reply as Json)
  if (!isItem(object)) throw new UpstreamError('unreadable-reply', { requestId })
  return { object, requestId }
}

export function isItem(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function textOf(value: Json | undefined): string | null {
  if (value === undefined || value === null || value === '') return null
  return typeof value === 'string' ? value : JSON.stringify(value)
}

export function listOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : []
}

/** Without what did not come. */
export function defined(fields: { [key: string]: Json | undefined }): { [key: string]: Json } {
  return Object.fromEntries(Object.entries(fields).filter((field): field is [string, Json] => field[1] !== undefined))
}

function countOf(value: unknown): number {
  const count = typeof value === 'string' && /^\d{1,12}$/.test(value) ? Number(value) : value
  return typeof count === 'number' && Number.isInteger(count) && count >= 0 ? count : 0
}

function requestIdOf(reply: unknown): string | null {
  const id = typeof reply === 'object' && reply !== null && 'RequestId' in reply ? reply.RequestId : null
  return typeof id === 'string' && id !== '' ? id : null
}

/** An id as the API writes one: a number, or a text. */
export function isId(value: Json | undefined): boolean {
  return (typeof value === 'string' && value !== '') || typeof value === 'number'
}
