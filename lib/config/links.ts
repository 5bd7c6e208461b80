import 'server-only'
import { z } from 'zod'
import { placeholders, placeholdersIn } from '@/lib/tasks/links-out'
import { type LocalText, localTextSchema } from './local-text'
import type { Complain } from './model'
import { isWebAddress } from './web-address'

export interface ConfiguredLink {
  name: LocalText
  url: string
}

export const linksSchema = z
  .array(z.strictObject({ name: localTextSchema, url: z.string() }))
  .max(20)
  .default([])

/** Scheme and host stand as they are written: no value of a task can lead a reader to another place. */
const FIXED_HOST = /^https?:\/\/[^/?#$\s\\]+(?:[/?#]|$)/i

export function checkLinks(links: ConfiguredLink[], label: string, complain: Complain): ConfiguredLink[] {
  for (const [index, { url }] of links.entries()) {
    const at = `${label}: links[${index}].url`
    const unknown = placeholdersIn(url).filter((name) => !placeholders.includes(name))
    if (unknown.length > 0 || /\$\{(?![^{}]*\})/.test(url)) {
      const known = placeholders.map((name) => `\${${name}}`).join(', ')
      complain(`${at} has a placeholder that is not known. Known are ${known}.`)
    }
    const filled = url.replaceAll(/\$\{[^{}]*\}/g, '1')
    if (!FIXED_HOST.test(url) || !isWebAddress(filled)) {
      complain(`${at} must be an http(s) address, without placeholders before its path.`)
    }
  }
  return links
}
