import 'server-only'
import type { Json } from '@/lib/json'

const DEEPEST = 100

/**
 * A value as it came, but for two things. An object or a list may come as text, JSON within JSON: the documented page
 * calls `Items` an array of strings. And beyond a depth that no task has, JSON can be parsed but not written: it is cut.
 */
export function readWireJson(value: Json): Json {
  return cutDeep(typeof value === 'string' ? parsed(value) : value, 0)
}

function parsed(text: string): Json {
  if (!/^\s*[[{]/.test(text)) return text
  try {
    // Safe: JSON.parse makes JSON.
    return JSON.parse(text) as Json
  } catch {
    return text
  }
}

function cutDeep(value: Json, depth: number): Json {
  if (!isDeeper(value, DEEPEST - depth)) return value
  if (depth === DEEPEST) return '…'
  if (Array.isArray(value)) return value.map((item) => cutDeep(item, depth + 1))
  return Object.fromEntries(Object.entries(value ?? {}).map(([key, item]) => [key, cutDeep(item, depth + 1)]))
}

function isDeeper(value: Json, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((item) => isDeeper(item, levels - 1))
}
