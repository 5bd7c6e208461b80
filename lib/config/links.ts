import 'server-only'
import { z } from 'zod'
import { placeholders, placeholdersIn } from '@/lib/tasks/links-out'
import { type LocalText, localTextSchema } from './local-text'
import { isWebAddress } from './web-address'

export interface ConfiguredLink {
  name: LocalText
  url: string
}

/** Scheme and host stand as they are written: no value of a task can lead a reader to another place. */
const FIXED_HOST = /^https?:\/\/[^/?#$\s\\]+(?:[/?#]|$)/i

const urlSchema = z.string().superRefine((url, context) => {
  const unknown = placeholdersIn(url).filter((name) => !placeholders.includes(name))
  if (unknown.length > 0 || /\$\{(?![^{}]*\})/.test(url)) {
    const known = placeholders.map((name) => `\${${name}}`).join(', ')
    context.addIssue({ code: 'custom', message: `has a placeholder that is not known. Known are ${known}` })
  }
  const filled = url.replaceAll(/\$\{[^{}]*\}/g, '1')
  if (!FIXED_HOST.test(url) || !isWebAddress(filled)) {
    context.addIssue({ code: 'custom', message: 'must be an http(s) address, without placeholders before its path' })
  }
})

export const linksSchema = z
  .array(z.strictObject({ name: localTextSchema, url: urlSchema }))
  .max(20)
  .default([])
