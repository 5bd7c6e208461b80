import 'server-only'
import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

export interface ProfileKeys {
  secretId: string
  secretKey: string
  token: string | undefined
}

const SYSTEM_FILE = '/etc/tencentcloud/credentials'

/**
 * One profile of `~/.tencentcloud/credentials`, else of the system's file; null where it has no whole key.
 * The SDK's own reader knows the profile `default` only (tencentcloud-sdk-nodejs 4.1.313, read 2026-08).
 */
export function readProfile(
  profile: string,
  files = [join(homedir(), '.tencentcloud', 'credentials'), SYSTEM_FILE],
): ProfileKeys | null {
  const content = files.map(readIfThere).find((text) => text !== null)
  const section = content ? readSection(content, profile) : null
  const secretId = section?.get('secret_id')
  const secretKey = section?.get('secret_key')
  return secretId && secretKey ? { secretId, secretKey, token: section?.get('token') || undefined } : null
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

function readSection(content: string, name: string): Map<string, string> {
  const values = new Map<string, string>()
  let current: string | undefined
  for (const line of content.split(/\r?\n/)) {
    const [, heading] = /^\s*\[(.+)\]\s*$/.exec(line) ?? []
    if (heading !== undefined) current = heading.trim()
    const [, key, value] = /^\s*([\w.-]+)\s*=\s*(.*?)\s*(?:\s[#;].*)?$/.exec(line) ?? []
    if (current === name && key && value !== undefined) values.set(key, value.replace(/^(["'])(.*)\1$/, '$2'))
  }
  return values
}
