import 'server-only'
import { RE2JS, RE2JSException, RE2JSSyntaxException } from 're2js'
import { z } from 'zod'
import { networkFaults } from '@/lib/tasks/failure/network-fault'
import { taskTypeSlugs, toTaskType } from '@/lib/tasks/task-types'
import { type LocalText, localTextSchema } from './local-text'
import { wants } from './own-words'
import { isWebAddress } from './web-address'

const CONDITIONS = ['type', 'code', 'mysql', 'network', 'platform', 'message'] as const

function oneOrMore<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value) => (Array.isArray(value) ? value : [value]), z.array(schema).min(1).max(200))
}

const typeSchema = z.union([z.string(), z.number()], { error: wants('a task type') }).transform((text, context) => {
  const type = toTaskType(text)
  if (type) return type
  context.issues.push({
    code: 'custom',
    input: text,
    message: `is no task type. Known are ${taskTypeSlugs.join(', ')}`,
  })
  return z.NEVER
})

/** RE2 runs in time linear in the text, whatever the pattern. */
const patternSchema = z
  .string()
  .min(1)
  .max(1_000)
  .transform((text, context) => {
    try {
      return RE2JS.compile(text)
    } catch (error) {
      if (!(error instanceof RE2JSException)) throw error
      // Its whole message would quote the pattern.
      const reason = error instanceof RE2JSSyntaxException ? error.getDescription() : 'it cannot be compiled'
      context.issues.push({ code: 'custom', input: text, message: `is no pattern of RE2: ${reason}` })
      return z.NEVER
    }
  })

const platformSchema = z.union([z.int(), z.string().regex(/^[\w.-]{1,60}$/)], {
  error: wants('a whole number or the name of a program'),
})

/** For a refinement that is asked even where another field is wrong, so that all is told at once. */
const always = { when: ({ value }: { value: unknown }) => typeof value === 'object' && value !== null }

const conditionSchema = z
  .strictObject({
    type: oneOrMore(typeSchema).optional(),
    code: oneOrMore(z.union([z.int(), z.string()], { error: wants('a whole number or a text') })).optional(),
    mysql: oneOrMore(z.int().min(1)).optional(),
    network: oneOrMore(z.enum(networkFaults)).optional(),
    platform: oneOrMore(platformSchema).optional(),
    message: patternSchema.optional(),
  })
  .refine((condition) => CONDITIONS.some((name) => condition[name] !== undefined), {
    error: `wants at least one of ${CONDITIONS.join(', ')}`,
    ...always,
  })

const runbookSchema = z.string().refine((text) => isWebAddress(text), { error: 'must be an http(s) address' })
const linkSchema = localTextSchema.refine(
  (link) => (typeof link === 'string' ? [link] : Object.values(link)).every((text) => isWebAddress(text, ['https:'])),
  { error: 'must be an https address' },
)

export const idSchema = z.string().regex(/^[\w-]{1,64}$/, { error: 'must be letters, digits, - and _, at most 64' })

/** What a failure means and what to do about it. Of several conditions one must hold, of one condition all parts. */
const ruleSchema = z
  .strictObject({
    id: idSchema,
    match: oneOrMore(conditionSchema),
    title: localTextSchema.optional(),
    cause: localTextSchema.optional(),
    check: localTextSchema.optional(),
    link: linkSchema.optional(),
    runbook: runbookSchema.optional(),
  })
  .refine(({ cause, runbook }) => cause !== undefined || runbook !== undefined, {
    error: 'wants a cause, a runbook, or both',
    ...always,
  })
  .refine(({ cause, check, link }) => cause !== undefined || (check === undefined && link === undefined), {
    error: 'wants a cause beside check and link',
    ...always,
  })

export const rulesFileSchema = z.strictObject({ rules: z.array(ruleSchema).max(1_000) })

export type RuleCondition = z.infer<typeof conditionSchema>

export interface FailureRule {
  id: string
  match: RuleCondition[]
  title?: LocalText
  cause?: LocalText
  check?: LocalText
  link?: LocalText
  runbook?: string
}
