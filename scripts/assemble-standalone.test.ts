import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { scratchProject } from './scratch-project'

const built = {
  '.next/static/chunks/a.js': 'chunk',
  '.next/standalone/server.js': '',
  'public/icon.svg': 'icon',
}

describe('the standalone tree', () => {
  it('gets the static and the public files', () => {
    const { root, run } = scratchProject(built)
    expect(run('assemble-standalone.mjs').status).toBe(0)
    expect(readFileSync(join(root, '.next/standalone/.next/static/chunks/a.js'), 'utf8')).toBe('chunk')
    expect(readFileSync(join(root, '.next/standalone/public/icon.svg'), 'utf8')).toBe('icon')
  })

  it.each(['.env', '.env.production'])('is thrown away when %s was built into it', (name) => {
    const { root, run } = scratchProject({ ...built, [`.next/standalone/${name}`]: 'TENCENTCLOUD_SECRET_KEY=geheim' })
    const { status, stderr } = run('assemble-standalone.mjs')
    expect(status).toBe(1)
    expect(stderr).toContain(name)
    expect(stderr).not.toContain('geheim')
    expect(existsSync(join(root, '.next/standalone'))).toBe(false)
  })
})
