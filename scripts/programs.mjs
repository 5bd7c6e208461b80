// Node's own modules only: on a fresh clone there is nothing else yet.
import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The path of the first of these programs that is there, or null. */
export function onPath(names) {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(isExecutable) ?? null
}

/** Whether it ended well. */
export function runProgram(command, args) {
  const { status } = spawnSync(command, args, {
    stdio: 'inherit',
    timeout: 300_000,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    shell: process.platform === 'win32',
  })
  return status === 0
}

/** Installs the first of the distribution's packages that it has, with those beside it, where this process may. */
export function installPackage(names, beside = []) {
  if (process.getuid?.() !== 0 || !runProgram('apt-get', ['update', '-qq'])) return false
  return names.some((name) => runProgram('apt-get', ['install', '-y', '-qq', name, ...beside]))
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
