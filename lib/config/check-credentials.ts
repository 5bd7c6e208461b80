import 'server-only'
import type { BaseCredential, CredentialSource } from './credential-source'
import { readCvmRole } from './cvm-metadata'
import type { Account } from './model'
import { readProfile } from './profile-file'

/** Where credentials may be; a test brings its own. */
export interface Places {
  readProfile: (name: string) => object | null
  readCvmRole: () => Promise<object>
}

const ownPlaces: Places = { readProfile, readCvmRole: () => readCvmRole() }

/** What each account lacks to sign a call; the cloud itself is not asked. */
export async function missingCredentials(accounts: Account[], places = ownPlaces): Promise<string[]> {
  const checks = accounts.map(async ({ name, credential }) => {
    const problem = await problemWith(startOf(credential), places)
    return problem === null ? [] : [accounts.length > 1 ? `Account ${name}: ${problem}` : problem]
  })
  return (await Promise.all(checks)).flat()
}

function startOf(credential: CredentialSource): BaseCredential {
  return credential.kind === 'assume-role' ? credential.from : credential
}

async function problemWith(credential: BaseCredential, places: Places): Promise<string | null> {
  switch (credential.kind) {
    // Both have been looked at when the configuration was read.
    case 'keys':
    case 'tke-oidc':
      return null
    case 'profile':
      return places.readProfile(credential.name) ? null : noProfile(credential.name)
    case 'cvm-role':
      return (await hasCvmRole(places)) ? null : 'No CVM role: the metadata service of this machine has none.'
    case 'machine':
      if (credential.pod || places.readProfile('default') || (await hasCvmRole(places))) return null
      return NOTHING
  }
}

function noProfile(name: string): string {
  return `The profile ${name} has no secret_id and secret_key in ~/.tencentcloud/credentials (or /etc/tencentcloud/credentials).`
}

const NOTHING = [
  'No credentials: set TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY (or each as *_FILE),',
  'or name accounts in CDB_TASKS_CONFIG. Looked as well for a default profile in ~/.tencentcloud/credentials,',
  "a TKE pod's identity and a CVM role.",
].join(' ')

async function hasCvmRole({ readCvmRole }: Places): Promise<boolean> {
  try {
    await readCvmRole()
    return true
  } catch {
    return false
  }
}
