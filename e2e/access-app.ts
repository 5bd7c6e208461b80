import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort, type RunningApp, startApp } from './app'
import { searchForSecrets } from './canaries'

export const SESSION_KEY = 'canary-session-key-that-must-stay-here-0'

/** The part `access` of the configuration file. */
export type Access = Record<string, unknown> & { rules: Record<string, unknown>[] }

export interface AccessApp extends RunningApp {
  /** Replaces the part `access` of the file while the server runs. */
  writeAccess: (access: Access) => void
  /** Anything, also what is no configuration. */
  writeFile: (text: string) => void
  /** Replaces the keys that sessions are sealed with. */
  writeSessionKeys: (...keys: string[]) => void
  /** The lines of the audit log so far. */
  audited: () => Record<string, unknown>[]
  auditText: () => string
}

/** Both see the same cloud: a key in one has a namesake in the other. */
const ACCOUNTS = [
  { name: 'shop', regions: ['ap-guangzhou', 'ap-shanghai'] },
  { name: 'bank', regions: ['ap-guangzhou', 'ap-beijing'] },
]

interface Ways {
  mode: 'oidc' | 'proxy-jwt' | 'token'
  access: Access
  /** That the browser comes to, where a proxy stands in front. */
  publicUrl?: string
  port?: number
  env?: Record<string, string | undefined>
  cloud?: Parameters<typeof startApp>[1]
}

/** The built app with sign-in. */
export async function startAccessApp({ mode, access, publicUrl, port, env, cloud }: Ways): Promise<AccessApp> {
  const folder = mkdtempSync(join(tmpdir(), 'cdb-tasks-access-'))
  const file = join(folder, 'cdb-tasks.yaml')
  const keyFile = join(folder, 'session-key')
  const auditFile = join(folder, 'audit.log')
  const write = (path: string, text: string) => {
    // As a whole, the way a mounted file is replaced: a reader never sees half of it.
    writeFileSync(`${path}.next`, text)
    renameSync(`${path}.next`, path)
  }
  const writeAccess = (part: Access) => write(file, JSON.stringify({ accounts: ACCOUNTS, access: part }))
  writeAccess(access)
  write(keyFile, SESSION_KEY)
  const at = port ?? (await freePort())
  const app = await startApp(
    {
      PORT: String(at),
      CDB_TASKS_AUTH: mode,
      CDB_TASKS_CONFIG: file,
      CDB_TASKS_REGIONS: undefined,
      CDB_TASKS_PUBLIC_URL: publicUrl ?? `http://127.0.0.1:${at}`,
      CDB_TASKS_SESSION_KEY_FILE: keyFile,
      CDB_TASKS_AUDIT_LOG: auditFile,
      ...env,
    },
    cloud,
  ).catch((error: unknown) => {
    rmSync(folder, { recursive: true })
    throw error
  })
  const auditText = () => readFileSync(auditFile, 'utf8')
  return {
    ...app,
    writeAccess,
    writeFile: (text) => write(file, text),
    writeSessionKeys: (...keys) => write(keyFile, keys.join(',')),
    auditText,
    audited: () =>
      auditText()
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
    async stop() {
      // Some write it elsewhere.
      const audited = existsSync(auditFile) ? auditText() : ''
      rmSync(folder, { recursive: true })
      await app.stop()
      searchForSecrets('the audit log', audited)
    },
  }
}

/** A token as the configuration has it. */
export function tokenEntry(name: string, token: string, groups: string[] = []) {
  return { name, sha256: createHash('sha256').update(token).digest('hex'), ...(groups.length > 0 && { groups }) }
}

export const EVERYTHING = { accounts: ['*'], regions: ['*'] }
