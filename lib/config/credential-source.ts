import 'server-only'

/** A secret is read when it is used: its file may be replaced while the server runs, and a function is never printed. */
export type ReadSecret = () => string

/** What the process holds by itself. */
export type BaseCredential =
  | { kind: 'keys'; secretId: ReadSecret; secretKey: ReadSecret; sessionToken: ReadSecret | null }
  | { kind: 'profile'; name: string }
  | { kind: 'cvm-role' }
  | { kind: 'tke-oidc'; pod: PodIdentity }
  /** Whatever the machine has: the default profile, else the pod's identity where there is one, else the CVM's role. */
  | { kind: 'machine'; pod: PodIdentity | null }

/** What TKE gives a pod whose service account has a role. */
export interface PodIdentity {
  region: string
  providerId: string
  /** Its content is renewed while the server runs. */
  tokenFile: string
  roleArn: string
}

export type CredentialSource =
  | BaseCredential
  | {
      kind: 'assume-role'
      roleArn: string
      sessionName: string
      externalId: string | null
      from: BaseCredential
    }
