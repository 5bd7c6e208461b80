import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DATA, FRAMEWORK_DOORS, OPEN, PAGES, reactToShell, through } from './framework-doors'
import { type Answer, ask } from './raw'
import { expect, test } from './test'

const PLACES = [...PAGES, ...DATA, ...OPEN]
const BUILD = '.next/standalone/.next'
const AT_ONCE = 8

function manifest(name: string) {
  return JSON.parse(readFileSync(join(BUILD, name), 'utf8'))
}

function isRefused({ status = 0 }: Answer): boolean {
  return status >= 400 && status < 500
}

/** What is the same in two answers to one question. */
function gist({ status, headers }: Answer) {
  return [status, headers['content-type'], headers.location, headers['cache-control']].join(' ')
}

test('a place stands for every page and route of the build', () => {
  const { staticRoutes, dynamicRoutes } = manifest('routes-manifest.json')
  // Safe: the framework's own manifest.
  const routes: { page: string; regex: string }[] = [...staticRoutes, ...dynamicRoutes]
  const own = routes.filter(({ page }) => !page.startsWith('/_') && page !== '/icon.svg')
  const paths = PLACES.map((place) => place.split('?')[0] ?? '')
  // A path is its first match, as in the framework.
  const matched = paths.map((path) => own.find(({ regex }) => new RegExp(regex).test(path))?.page)
  // Those of sign-in are public, and have tests of their own.
  const missing = own.map(({ page }) => page).filter((page) => !matched.includes(page) && !page.startsWith('/auth/'))
  expect(missing).toEqual([])
})

test('a way past the guards that the framework once had is no way, at any page or route', async ({ app }) => {
  test.slow()
  const failed: string[] = []
  for (const place of PLACES) {
    const plain = gist(await ask(app.url, place))
    const waiting = [...FRAMEWORK_DOORS]
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let door = waiting.pop(); door; door = waiting.pop()) {
          const address = through(door, place)
          const answer = await ask(app.url, address, { headers: door.headers })
          const text = answer.body + JSON.stringify(answer.headers)
          const isSame = (!door.path || address === place) && gist(answer) === plain
          const leaks = /nonce-canary|evil\.example|text\/x-component/.test(text)
          if ((!isSame && !isRefused(answer)) || leaks) failed.push(`${door.name} ${place}: ${gist(answer)}`)
        }
      }),
    )
  }
  expect(failed).toEqual([])
  expect(app.output()).not.toContain('Error:')
})

test('a body that once ran as code is refused unread, at any page or route', async ({ app, cloud }) => {
  const folder = mkdtempSync(join(tmpdir(), 'cdb-tasks-'))
  const marker = join(folder, 'ran')
  const script = `process.getBuiltinModule('fs').writeFileSync(${JSON.stringify(marker)},'')`
  await cloud.forgetCalls()
  try {
    for (const place of [...PLACES, '/auth/token', '/auth/sign-out', '/_not-found', '/nowhere']) {
      const { status } = await ask(app.url, place, { method: 'POST', ...reactToShell(script) })
      expect([place, status]).toEqual([place, place.startsWith('/auth/') ? 415 : 405])
    }
    expect(await cloud.countCalls()).toBe(0)
    expect(existsSync(marker)).toBe(false)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

test('the build has no actions, no rewrites, no image optimizer and nothing that is revalidated', () => {
  const { node, edge } = manifest('server/server-reference-manifest.json')
  expect([node, edge]).toEqual([{}, {}])
  const { redirects, rewrites, headers } = manifest('routes-manifest.json')
  expect(rewrites).toEqual({ beforeFiles: [], afterFiles: [], fallback: [] })
  expect([headers, redirects.map(({ source }: { source: string }) => source)]).toEqual([[], ['/:path+/']])
  const { routes, dynamicRoutes } = manifest('prerender-manifest.json')
  expect([Object.keys(routes).toSorted(), dynamicRoutes]).toEqual([['/_global-error', '/icon.svg'], {}])
  for (const route of Object.values<{ initialRevalidateSeconds: unknown }>(routes)) {
    expect(route.initialRevalidateSeconds).toBe(false)
  }
  const { config } = manifest('required-server-files.json')
  expect(config).toMatchObject({ images: { unoptimized: true }, poweredByHeader: false, cacheComponents: false })
  expect(config.i18n).toBeNull()
  expect(existsSync('.next/standalone/node_modules/sharp')).toBe(false)
})

test('what a browser is sent says nothing of its source or of the machine that built it', () => {
  const files = readdirSync('.next/standalone/.next/static', { recursive: true, encoding: 'utf8' })
  expect(files.filter((name) => name.endsWith('.map'))).toEqual([])
  const scripts = files.filter((name) => /\.(js|css)$/.test(name))
  expect(scripts.length).toBeGreaterThan(5)
  for (const name of scripts) {
    const text = readFileSync(join('.next/standalone/.next/static', name), 'utf8')
    for (const word of ['sourceMappingURL', process.cwd(), 'TENCENTCLOUD_', 'CDB_TASKS_']) {
      expect([name, word, text.includes(word)]).toEqual([name, word, false])
    }
  }
})

test('the running server starts no other process', () => {
  const own = [
    'scripts/door.mjs',
    'scripts/start.mjs',
    ...readdirSync('scripts/door').map((name) => `scripts/door/${name}`),
  ]
  const built = readdirSync('.next/standalone/.next/server', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.js'))
    .map((name) => join('.next/standalone/.next/server', name))
  for (const path of [...own, ...built]) {
    expect([
      path,
      /require\(["'](node:)?child_process["']\)|from 'node:child_process'/.test(readFileSync(path, 'utf8')),
    ]).toEqual([path, false])
  }
})
