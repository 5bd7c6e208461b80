import 'server-only'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { BaseCredential, ReadSecret } from './credential-source'
import type { Complain, Env } from './model'

/** All else would be refused by HTTP's headers, at the first call. */
const PRINTABLE = /^[\x21-\x7e]+$/

interface Named {
  /** As its writer knows it: a variable or a path in the file. */
  label: string
  text: string | undefined
  fileLabel: string
  file: string | undefined
}

/** Null where neither the text nor its file is given. */
export function readSecret({ label, text, fileLabel, file }: Named, complain: Complain): ReadSecret | null {
  if (text && file) complain(`${label} and ${fileLabel} are both set: leave one of them out.`)
  if (file) return readSecretFile(fileLabel, resolve(file), complain)
  if (!text) return null
  const secret = text.trim()
  if (!secret) complain(`${label} is blank.`)
  else if (!PRINTABLE.test(secret)) complain(`${label} has a space or another character that no key has.`)
  return () => secret
}

function readSecretFile(label: string, path: string, complain: Complain): ReadSecret {
  const read = () => readFileSync(path, 'utf8').trim()
  try {
    const secret = read()
    if (!secret) complain(`${label} names a file that is empty.`)
    else if (!PRINTABLE.test(secret)) complain(`${label} names a file with a character that no key has.`)
  } catch {
    complain(`${label} names a file that cannot be read.`)
  }
  return read
}

interface Keys {
  secretId: Named
  secretKey: Named
  sessionToken: Named
}

/** Null where no part of a key is given; half a key is a problem. */
export function readKeys(names: Keys, complain: Complain): BaseCredential | null {
  const [secretId, secretKey, sessionToken] = [names.secretId, names.secretKey, names.sessionToken].map((named) =>
    readSecret(named, complain),
  )
  if (secretId && secretKey) return { kind: 'keys', secretId, secretKey, sessionToken: sessionToken ?? null }
  if (!secretId && !secretKey && !sessionToken) return null
  for (const { label, fileLabel } of [...(secretId ? [] : [names.secretId]), ...(secretKey ? [] : [names.secretKey])]) {
    complain(`${label} is not set, nor is ${fileLabel}: a key needs both its id and its secret.`)
  }
  return null
}

export function keysOfEnv(env: Env, complain: Complain): BaseCredential | null {
  const named = (label: string) => ({ label, text: env[label], fileLabel: `${label}_FILE`, file: env[`${label}_FILE`] })
  return readKeys(
    {
      secretId: named('TENCENTCLOUD_SECRET_ID'),
      secretKey: named('TENCENTCLOUD_SECRET_KEY'),
      sessionToken: named('TENCENTCLOUD_SESSION_TOKEN'),
    },
    complain,
  )
}
