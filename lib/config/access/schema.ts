import 'server-only'
import { isIP } from 'node:net'
import { z } from 'zod'

const text = z.string().trim().min(1).max(500)
const names = z.array(text).min(1).max(1_000)

const ruleSchema = z
  .strictObject({
    groups: names.default([]),
    users: names.default([]),
    accounts: names,
    regions: names,
    instances: names.optional(),
  })
  .refine(({ groups, users }) => groups.length + users.length > 0, { error: 'must name groups, users or both' })

const tokenSchema = z.strictObject({
  name: z.string().regex(/^[\w.-]{1,64}$/, { error: 'must be letters, digits, ., - and _, at most 64' }),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, { error: 'must be 64 hexadecimal digits: printf %s "$TOKEN" | sha256sum' }),
  groups: names.default([]),
})

/** Of the empty text: a variable that was not set. */
const OF_NOTHING = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

const tokensSchema = z.array(tokenSchema).superRefine((tokens, context) => {
  const hashes = tokens.map(({ sha256 }) => sha256.toLowerCase())
  hashes.forEach((hash, index) => {
    const path = [index, 'sha256']
    if (hash === OF_NOTHING) context.addIssue({ code: 'custom', path, message: 'is the digest of the empty text' })
    if (hashes.indexOf(hash) < index) {
      context.addIssue({ code: 'custom', path, message: 'is that of another token too: each is one person or program' })
    }
  })
})

const claims = { userClaim: text.optional(), groupsClaim: text.default('groups') }

const oidcSchema = z.strictObject({
  issuer: text,
  clientId: text,
  scopes: names.default(['openid', 'profile', 'email']),
  ...claims,
})

const proxyKinds = ['oauth2-proxy', 'cloudflare', 'pomerium', 'alb'] as const

const proxyJwtSchema = z.strictObject({
  from: z.enum(proxyKinds).optional(),
  header: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9-]{0,99}$/, { error: 'must be the name of a header, as X-Auth-Token' })
    .optional(),
  issuer: text,
  audience: text,
  jwksUrl: text.optional(),
  region: text.optional(),
  signer: text.optional(),
  ...claims,
})

const range = z.string().refine(
  (written) => {
    const [address = '', bits, ...more] = written.split('/')
    const most = isIP(address) === 4 ? 32 : 128
    const isSize = bits === undefined || (/^\d{1,3}$/.test(bits) && +bits > 0 && +bits <= most)
    return isIP(address) !== 0 && more.length === 0 && isSize
  },
  { error: 'must be an address or a range, as 10.0.0.0/8, and not everybody' },
)

/** The part of the configuration file that says who may see what. */
export const accessSchema = z.strictObject({
  rules: z.array(ruleSchema).default([]),
  tokens: tokensSchema.default([]),
  oidc: oidcSchema.optional(),
  proxyJwt: proxyJwtSchema.optional(),
  session: z
    .strictObject({
      hours: z.number().min(0.1).max(24).default(8),
      idleMinutes: z.number().min(5).max(1_440).default(60),
    })
    .prefault({}),
  trustedProxies: z.array(range).default([]),
})

type AccessEntry = z.infer<typeof accessSchema>

/** As the file has it, each part in its place: null is what has not the right form, undefined what is not there. */
export type WrittenAccess = { [Part in Exclude<keyof AccessEntry, 'rules'>]: AccessEntry[Part] | null } & {
  rules: (AccessEntry['rules'][number] | null)[]
}

/** What of it has the right form: what else is wrong with that is told beside what is with the rest. Null for no access. */
export function writtenAccess(content: unknown): WrittenAccess | null {
  const { success, data: entry } = z.record(z.string(), z.unknown()).safeParse(content)
  if (!success) return null
  const { shape } = accessSchema
  const rules = z.array(z.unknown()).default([]).safeParse(entry.rules).data ?? [null]
  return {
    rules: rules.map((rule) => soundOrNull(ruleSchema, rule)),
    tokens: soundOrNull(shape.tokens, entry.tokens),
    oidc: soundOrNull(shape.oidc, entry.oidc),
    proxyJwt: soundOrNull(shape.proxyJwt, entry.proxyJwt),
    session: soundOrNull(shape.session, entry.session),
    trustedProxies: soundOrNull(shape.trustedProxies, entry.trustedProxies),
  }
}

function soundOrNull<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> | null {
  const parsed = schema.safeParse(value)
  return parsed.success ? parsed.data : null
}
