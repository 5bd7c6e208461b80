import { parse } from 'yaml'
import { z } from 'zod'
import type { Account, BaseCredential, CredentialSource } from './account'
import { type Environment, isHttpOrigin } from './environment'

const baseCredentialSchema = z.union([
  z.strictObject({ secretId: z.string(), secretKey: z.string(), sessionToken: z.string().optional() }),
  z.strictObject({ secretIdFile: z.string(), secretKeyFile: z.string(), sessionTokenFile: z.string().optional() }),
  z.strictObject({ profile: z.literal('default') }),
  z.strictObject({ cvmRole: z.literal(true) }),
  z.strictObject({ tkeOidc: z.literal(true) }),
])

const credentialSchema = z.union([
  baseCredentialSchema,
  z.strictObject({
    assumeRole: z.strictObject({
      roleArn: z.string().regex(/^qcs::cam::uin\/\d+:role(Name)?\/\S+$/),
      sessionName: z.string().default('cdb-tasks'),
      externalId: z.string().optional(),
      /** Left out: the credentials of the environment. */
      from: baseCredentialSchema.optional(),
    }),
  }),
])

const fileSchema = z.strictObject({
  accounts: z
    .array(
      z.strictObject({
        name: z.string().regex(/^[\w.-]{1,64}$/),
        regions: z.array(z.string()).min(1),
        /** Left out: the credentials of the environment. */
        credential: credentialSchema.optional(),
        site: z.enum(['china', 'international']).default('china'),
        endpoint: z.string().refine(isHttpOrigin).optional(),
      }),
    )
    .min(1),
})

/** The accounts of the file that `CDB_TASKS_CONFIG` names; what is wrong with it goes to the environment's problems. */
export function readConfigFile(path: string, environment: Environment): Account[] {
  const text = environment.file(path, 'CDB_TASKS_CONFIG')
  if (text === null) return []
  const parsed = fileSchema.safeParse(readYaml(text, environment))
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues) {
      environment.problems.push(`CDB_TASKS_CONFIG: ${path.join('.') || 'the file'}: ${message}.`)
    }
    return []
  }
  const accounts = parsed.data.accounts.map(({ name, regions, credential, site, endpoint }): Account => {
    const where = `CDB_TASKS_CONFIG: accounts ${name}`
    return {
      name,
      regions: environment.regions(regions, `${where}: regions`),
      credential: credential ? toSource(credential, where, environment) : environment.credential(),
      site,
      endpoint: endpoint?.replace(/\/$/, '') ?? null,
    }
  })
  const names = accounts.map(({ name }) => name)
  for (const name of new Set(names.filter((name, index) => names.indexOf(name) !== index))) {
    environment.problems.push(`CDB_TASKS_CONFIG: two accounts are named ${name}.`)
  }
  return accounts
}

function readYaml(text: string, environment: Environment): unknown {
  try {
    return parse(text)
  } catch {
    environment.problems.push('CDB_TASKS_CONFIG: the file is not YAML.')
    return { accounts: [] }
  }
}

function toSource(
  credential: z.infer<typeof credentialSchema>,
  where: string,
  environment: Environment,
): CredentialSource {
  if (!('assumeRole' in credential)) return toBase(credential, where, environment)
  const { roleArn, sessionName, externalId = null, from } = credential.assumeRole
  return {
    kind: 'assumed-role',
    roleArn,
    sessionName,
    externalId,
    from: from ? toBase(from, where, environment) : environment.credential(),
  }
}

function toBase(
  credential: z.infer<typeof baseCredentialSchema>,
  where: string,
  environment: Environment,
): BaseCredential {
  if ('secretId' in credential) return { kind: 'static', sessionToken: null, ...credential }
  if ('profile' in credential) return { kind: 'profile' }
  if ('cvmRole' in credential) return { kind: 'cvm-role' }
  if ('tkeOidc' in credential) return { kind: 'tke-oidc' }
  const { secretIdFile, secretKeyFile, sessionTokenFile } = credential
  return {
    kind: 'static',
    secretId: environment.file(secretIdFile, `${where}: secretIdFile`) ?? '',
    secretKey: environment.file(secretKeyFile, `${where}: secretKeyFile`) ?? '',
    sessionToken: sessionTokenFile ? environment.file(sessionTokenFile, `${where}: sessionTokenFile`) : null,
  }
}
