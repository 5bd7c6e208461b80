import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { scratchProject } from './scratch-project'

const built = {
  '.next/standalone/.next/static/chunk.js': '',
  '.next/standalone/server.js':
    'process.chdir(import.meta.dirname); console.log(JSON.stringify({ ...process.env, problems: globalThis[Symbol.for("cdb-tasks.problems-of-start")] }))',
}

function environment(given: Record<string, string>) {
  const { root, run } = scratchProject(built)
  return { root, env: JSON.parse(run('start.mjs', given).stdout) }
}

describe('npm start', () => {
  it('says what to do where there is no build', () => {
    const { status, stderr } = scratchProject().run('start.mjs')
    expect(status).toBe(1)
    expect(stderr).toContain('npm run build')
  })

  it.each([
    ['f3c1a9d2b7e4', '127.0.0.1'],
    ['', '127.0.0.1'],
    ['0.0.0.0', '0.0.0.0'],
    ['::1', '::1'],
    ['localhost', 'localhost'],
  ])('with HOSTNAME=%s listens on %s', (given, used) => {
    expect(environment({ HOSTNAME: given }).env.HOSTNAME).toBe(used)
  })

  it('listens on port 3000 unless told another', () => {
    expect(environment({}).env.PORT).toBe('3000')
    expect(environment({ PORT: '8080' }).env.PORT).toBe('8080')
  })

  it.each([
    ['PORT', '99999'],
    ['PORT', '-1'],
    ['PORT', 'abc'],
    ['KEEP_ALIVE_TIMEOUT', 'long'],
  ])('tells the application what is wrong with %s=%s, to be told with all else', (name, value) => {
    const { env } = environment({ [name]: value })
    expect(env.problems).toEqual([expect.stringContaining(`${name} must be a number from 0 to`)])
    expect(env[name]).toBe('0')
  })

  it('means paths from where the command was given', () => {
    const { root, env } = environment({
      CDB_TASKS_CONFIG: 'accounts.yaml',
      CDB_TASKS_FAILURE_RULES: 'rules.yaml',
      TENCENTCLOUD_SECRET_KEY_FILE: 'secrets/key',
      CDB_TASKS_TOKEN_FILE: '/run/secrets/token',
      CDB_TASKS_REGIONS: 'ap-guangzhou',
    })
    expect(env).toMatchObject({
      CDB_TASKS_CONFIG: join(root, 'accounts.yaml'),
      CDB_TASKS_FAILURE_RULES: join(root, 'rules.yaml'),
      TENCENTCLOUD_SECRET_KEY_FILE: join(root, 'secrets/key'),
      CDB_TASKS_TOKEN_FILE: '/run/secrets/token',
      CDB_TASKS_REGIONS: 'ap-guangzhou',
    })
  })
})
