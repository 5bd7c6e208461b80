import { describe, expect, it } from 'vitest'
import { scratchProject } from './scratch-project'

function lock(packages: Record<string, object>): string {
  return JSON.stringify({ packages })
}

const nextStub = `
  import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
  console.log('next', process.argv[2])
  mkdirSync('.next/standalone', { recursive: true })
  mkdirSync('.next/static', { recursive: true })
  writeFileSync('.next/standalone/server.js', 'console.log("served", process.env.CDB_TASKS_DEMO)')
`

/** Notes that it ran, and leaves the record that npm leaves. */
const npmStub = `
  import { readFileSync, writeFileSync } from 'node:fs'
  console.log('npm', process.argv.slice(2).join(' '))
  const { packages: { '': root, ...packages } } = JSON.parse(readFileSync('package-lock.json', 'utf8'))
  writeFileSync('node_modules/.package-lock.json', JSON.stringify({ packages }))
`

const packages = {
  '': {},
  'node_modules/next': { version: '16.4.6' },
  'node_modules/@next/swc-other': { version: '1.0.0', optional: true },
}

function clone() {
  const project = scratchProject({
    'package-lock.json': lock(packages),
    'node_modules/next/dist/bin/next': nextStub,
    'node_modules/next/package.json': '{"type":"module"}',
    'npm-stub.js': npmStub,
    'app/page.tsx': 'one',
  })
  const demo = () => {
    const { stdout, stderr } = project.run('demo.mjs', { npm_execpath: `${project.root}/npm-stub.js` })
    expect(stderr).toBe('')
    return stdout.split('\n').filter((line) => /^(npm|next|served)/.test(line))
  }
  return { ...project, demo }
}

const installs = 'npm ci --include=dev --no-audit --no-fund'

describe('npm run demo', () => {
  it('installs, builds and serves on a fresh clone, and only serves after that', () => {
    const { demo } = clone()
    expect(demo()).toEqual([installs, 'next build', 'served 1'])
    expect(demo()).toEqual(['served 1'])
  })

  it('builds again when a source changed, and not for a test', () => {
    const { demo, write } = clone()
    demo()
    write('app/page.test.ts', 'a test')
    expect(demo()).toEqual(['served 1'])
    write('app/page.tsx', 'two')
    expect(demo()).toEqual(['next build', 'served 1'])
  })

  it('installs again when the lock changed', () => {
    const { demo, write } = clone()
    demo()
    write('package-lock.json', lock({ ...packages, 'node_modules/next': { version: '16.4.7' } }))
    expect(demo()).toEqual([installs, 'next build', 'served 1'])
  })

  it('installs again when a package was taken out of the lock', () => {
    const { demo, write } = clone()
    write('package-lock.json', lock({ ...packages, 'node_modules/gone': { version: '1.0.0' } }))
    demo()
    write('package-lock.json', lock(packages))
    expect(demo()[0]).toBe(installs)
  })
})
