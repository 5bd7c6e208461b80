import 'server-only'
import { dirname, resolve } from 'node:path'
import { z } from 'zod'
import { accessSchema, type WrittenAccess, writtenAccess } from './access/schema'
import type { BaseCredential, CredentialSource, PodIdentity } from './credential-source'
import { linksSchema } from './links'
import type { Account, Complain, Config } from './model'
import { namesakesOf, read } from './namesakes'
import { POD_IDENTITY_VARIABLES } from './pod-identity'
import { readKeys } from './secrets'
import { checkRegions, readEndpoint } from './settings'
import { viewsSchema } from './views'
import { checkForm, readYamlFile } from './yaml-file'

const text = z.string().min(1)

const baseCredentialSchema = z.strictObject({
  secretId: text.optional(),
  secretIdFile: text.optional(),
  secretKey: text.optional(),
  secretKeyFile: text.optional(),
  sessionToken: text.optional(),
  sessionTokenFile: text.optional(),
  profile: text.optional(),
  cvmRole: z.literal(true).optional(),
  tkeOidc: z.literal(true).optional(),
})

const assumeRoleSchema = z.strictObject({
  roleArn: text,
  sessionName: text.default('cdb-tasks'),
  externalId: text.optional(),
  from: baseCredentialSchema.optional(),
})

const accountSchema = z.strictObject({
  // The alphabet of addresses: `account/region/jobId`.
  name: z.string().regex(/^[\w.-]{1,64}$/, { error: 'must be letters, digits, ., - and _, at most 64' }),
  regions: z.array(z.string()).optional(),
  site: z.enum(['china', 'international']).optional(),
  endpoint: text.optional(),
  credential: baseCredentialSchema.extend({ assumeRole: assumeRoleSchema.optional() }).optional(),
})

const fileSchema = z.strictObject({
  accounts: z.array(accountSchema).min(1).optional(),
  access: accessSchema.optional(),
  views: viewsSchema,
  links: linksSchema,
})

const NOTHING = { accounts: [], access: null, views: [], links: [] }

type AccountEntry = z.infer<typeof accountSchema>

type BaseCredentialEntry = z.infer<typeof baseCredentialSchema>

/** What an account that leaves something out is given: what the environment says. */
export type AccountDefaults = Omit<Account, 'name' | 'credential'> & {
  credential: BaseCredential
  pod: PodIdentity | null
}

/** What a YAML file has; the accounts' secret files are looked for beside it. */
export interface AccountsFile extends Pick<Config, 'accounts' | 'views' | 'links'> {
  /** Null where it has none. */
  access: WrittenAccess | null
}

export function readAccountsFile(
  path: string,
  label: string,
  defaults: AccountDefaults,
  complain: Complain,
): AccountsFile {
  const file = readYamlFile(resolve(path), label, complain)
  if (!file) return NOTHING
  checkForm(file, fileSchema, label, complain)
  for (const [list, names] of Object.entries({
    accounts: namesakesOf(file.content, 'accounts', 'name'),
    views: namesakesOf(file.content, 'views', 'name'),
    'access.tokens': namesakesOf(read(file.content, 'access'), 'tokens', 'name'),
  })) {
    for (const { index, first } of names)
      complain(`${label}: ${list}[${index}].name is the name of ${list}[${first}] too.`)
  }
  const { data: parsed } = fileSchema.safeParse(file.content)
  const folder = dirname(resolve(path))
  const { pod: _, ...account } = defaults
  const [hasAccounts, hasAccess] = ['accounts', 'access'].map((part) => read(file.content, part) !== undefined)
  if (!hasAccounts && !hasAccess) complain(`${label}: accounts: is missing, and must be a list.`)
  return {
    accounts: hasAccounts
      ? soundAccounts(file.content).map(([index, entry]) =>
          readAccount(entry, { at: `${label}: accounts[${index}]`, folder, defaults, complain }),
        )
      : [{ name: 'default', ...account }],
    access: writtenAccess(read(file.content, 'access')),
    views: parsed?.views ?? [],
    links: parsed?.links ?? [],
  }
}

/** Those whose form is right, with their places: what else is wrong with one is told beside what is with others. */
function soundAccounts(content: unknown): [index: number, AccountEntry][] {
  const entries = read(content, 'accounts')
  return (Array.isArray(entries) ? entries : []).flatMap((entry: unknown, index): [number, AccountEntry][] => {
    const { data } = accountSchema.safeParse(entry)
    return data ? [[index, data]] : []
  })
}

function readAccount({ name, regions, endpoint, site, credential }: AccountEntry, place: Place): Account {
  const { at, defaults, complain } = place
  return {
    name,
    regions: regions ? checkRegions(regions, `${at}.regions`, complain) : defaults.regions,
    endpoint: readEndpoint(endpoint, `${at}.endpoint`, complain) ?? defaults.endpoint,
    site: site ?? defaults.site,
    credential: credential ? readCredential(credential, { ...place, at: `${at}.credential` }) : defaults.credential,
  }
}

interface Place {
  at: string
  folder: string
  defaults: AccountDefaults
  complain: Complain
}

function readCredential(
  { assumeRole, ...base }: BaseCredentialEntry & { assumeRole?: z.infer<typeof assumeRoleSchema> },
  place: Place,
): CredentialSource {
  if (!assumeRole) return readBaseCredential(base, place)
  const { at, defaults, complain } = place
  if (Object.keys(base).length > 0) complain(`${at}.assumeRole: what it starts from belongs in assumeRole.from.`)
  const { roleArn, sessionName, externalId = null, from } = assumeRole
  return {
    kind: 'assume-role',
    roleArn,
    sessionName,
    externalId,
    from: from ? readBaseCredential(from, { ...place, at: `${at}.assumeRole.from` }) : defaults.credential,
  }
}

function readBaseCredential(entry: BaseCredentialEntry, { at, folder, defaults, complain }: Place): BaseCredential {
  const { profile, cvmRole, tkeOidc, ...keys } = entry
  const found: BaseCredential[] = []
  if (Object.keys(keys).length > 0)
    found.push(readEntryKeys(keys, { at, folder, defaults, complain }) ?? defaults.credential)
  if (profile) found.push({ kind: 'profile', name: profile })
  if (cvmRole) found.push({ kind: 'cvm-role' })
  if (tkeOidc) {
    const { pod } = defaults
    if (!pod) complain(`${at}.tkeOidc: ${POD_IDENTITY_VARIABLES} are not all set: is this a pod with a role?`)
    found.push(pod ? { kind: 'tke-oidc', pod } : defaults.credential)
  }
  const [first, ...others] = found
  if (first && others.length === 0) return first
  complain(`${at} wants one of secretId with secretKey, profile, cvmRole, tkeOidc.`)
  return first ?? defaults.credential
}

function readEntryKeys(keys: BaseCredentialEntry, { at, folder, complain }: Place): BaseCredential | null {
  const named = (name: 'secretId' | 'secretKey' | 'sessionToken') => {
    const file = keys[`${name}File`]
    return {
      label: `${at}.${name}`,
      text: keys[name],
      fileLabel: `${at}.${name}File`,
      file: file && resolve(folder, file),
    }
  }
  return readKeys(
    { secretId: named('secretId'), secretKey: named('secretKey'), sessionToken: named('sessionToken') },
    complain,
  )
}
