/** One set of credentials, by the name that addresses use. */
export interface Account {
  name: string
  /** Region names; the first is where a page without `region` opens. */
  regions: string[]
  credential: CredentialSource
  /** Asks this address instead of the service's own, such as `http://127.0.0.1:4400`. */
  endpoint: string | null
  site: 'china' | 'international'
}

/** Where credentials come from. `default` tries environment, profile, TKE and CVM, as the SDK does. */
export type CredentialSource = BaseCredential | AssumedRole

export type BaseCredential =
  | { kind: 'static'; secretId: string; secretKey: string; sessionToken: string | null }
  | { kind: 'profile' }
  | { kind: 'cvm-role' }
  | { kind: 'tke-oidc' }
  | { kind: 'default' }

export interface AssumedRole {
  kind: 'assumed-role'
  roleArn: string
  sessionName: string
  externalId: string | null
  from: BaseCredential
}

/** The simulator inside this process, as instrumentation.ts leaves its address. */
export interface DemoCloud {
  url: string
  secretId: string
  secretKey: string
  regions: string[]
}

export function demoAccount(cloud: DemoCloud | undefined): Account {
  return {
    name: 'demo',
    regions: cloud?.regions ?? ['ap-guangzhou'],
    credential: {
      kind: 'static',
      secretId: cloud?.secretId ?? '',
      secretKey: cloud?.secretKey ?? '',
      sessionToken: null,
    },
    endpoint: cloud?.url ?? null,
    site: 'china',
  }
}
