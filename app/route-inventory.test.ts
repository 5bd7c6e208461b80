import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { parseAst } from 'vitest/node'

type Program = ReturnType<typeof parseAst>
type Statement = Program['body'][number]

/** What anybody may ask for, and why. */
const PUBLIC: Record<string, string> = {
  'page.tsx': 'leads to the list, whoever asks',
  'auth/page.tsx': 'the way in, and why somebody is not let in',
  'auth/signed-out/page.tsx': 'says that nobody is signed in',
  'auth/sign-in/route.ts': 'leads to the identity provider',
  'auth/callback/route.ts': 'where the identity provider sends back to',
  'auth/token/route.ts': 'takes a token for a session',
  'auth/sign-out/route.ts': 'ends a session',
  'healthz/route.ts': 'the process answers',
  'readyz/route.ts': 'the server is ready, for whatever balances the load',
  'api/openapi.json/route.ts': 'how the API is spoken to, the same for all',
  'api/[[...rest]]/route.ts': 'there is nothing at such an address',
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']

/** The file name that its guard is imported from. */
const GUARDS = { answer: 'api/answer', pageViewer: 'page-viewer' }

function inventory(app: string): string[] {
  return readdirSync(app, { recursive: true, encoding: 'utf8' })
    .filter((name) => ['route.ts', 'route.tsx', 'route.js', 'page.tsx', 'page.ts', 'page.js'].includes(basename(name)))
    .toSorted()
}

/** What stands open of these files, each with the handler that does so. */
function unguarded(app: string): string[] {
  return inventory(app)
    .filter((name) => !(name in PUBLIC))
    .flatMap((name) => {
      const path = join(app, name)
      const program = parseAst(readFileSync(path, 'utf8'), { lang: path.endsWith('x') ? 'tsx' : 'ts' })
      const handlers = handlersOf(program, basename(name).startsWith('route'))
      if (handlers.length === 0) return [`${name}: no handler was found`]
      return handlers.filter(({ body }) => !isGuarded(body, program, path, app)).map((each) => `${name} ${each.name}`)
    })
}

interface Handler {
  name: string
  /** Null where it is anything but a function that is written out here. */
  body: Statement[] | null
}

function handlersOf({ body }: Program, isRoute: boolean): Handler[] {
  return body.flatMap((statement): Handler[] => {
    if (statement.type === 'ExportAllDeclaration') return [{ name: '*', body: null }]
    if (!isRoute) {
      if (statement.type !== 'ExportDefaultDeclaration') return []
      const { declaration } = statement
      return [{ name: 'default', body: declaration.type === 'FunctionDeclaration' ? bodyOf(declaration) : null }]
    }
    if (statement.type !== 'ExportNamedDeclaration') return []
    const { declaration, specifiers } = statement
    if (declaration?.type === 'FunctionDeclaration') {
      const name = declaration.id?.name ?? ''
      return METHODS.includes(name) ? [{ name, body: bodyOf(declaration) }] : []
    }
    const variables = declaration?.type === 'VariableDeclaration' ? declaration.declarations.map(({ id }) => id) : []
    const names = [...variables, ...specifiers.map(({ exported }) => exported)].map((id) =>
      id.type === 'Identifier' ? id.name : '?',
    )
    return names.filter((name) => METHODS.includes(name) || name === '?').map((name) => ({ name, body: null }))
  })
}

function bodyOf(declaration: { body?: { body: unknown[] } | null }): Statement[] {
  // Safe: the body of a function has statements.
  return (declaration.body?.body ?? []) as Statement[]
}

/** A route is its guard and nothing besides; a page begins with it. */
function isGuarded(body: Statement[] | null, program: Program, path: string, app: string): boolean {
  const [first, ...more] = body ?? []
  if (first?.type === 'ReturnStatement') {
    return more.length === 0 && calls(first.argument, 'answer') && isOurs('answer', program, path, app)
  }
  const [declared] = first?.type === 'VariableDeclaration' ? first.declarations : []
  const asked = first?.type === 'ExpressionStatement' ? first.expression : declared?.init
  return (
    asked?.type === 'AwaitExpression' && calls(asked.argument, 'pageViewer') && isOurs('pageViewer', program, path, app)
  )
}

function calls(expression: unknown, name: string): boolean {
  // Safe: what is no such node has no such fields.
  const { type, callee } = (expression ?? {}) as { type?: string; callee?: { type?: string; name?: string } }
  return type === 'CallExpression' && callee?.type === 'Identifier' && callee.name === name
}

function isOurs(name: keyof typeof GUARDS, { body }: Program, path: string, app: string): boolean {
  return body.some((statement) => {
    if (statement.type !== 'ImportDeclaration') return false
    const from = statement.source.value.replace(/^@\/app/, app)
    const isImported = statement.specifiers.some(
      (specifier) =>
        specifier.type === 'ImportSpecifier' &&
        specifier.local.name === name &&
        specifier.imported.type === 'Identifier' &&
        specifier.imported.name === name,
    )
    return isImported && relative(app, resolve(dirname(path), from)) === GUARDS[name]
  })
}

describe('every page and route', () => {
  it('asks who is there before anything else, or is public for a reason', () => {
    expect(unguarded(import.meta.dirname)).toEqual([])
  })

  it('that is said to be public is there', () => {
    const names = inventory(import.meta.dirname)
    expect(Object.keys(PUBLIC).filter((name) => !names.includes(name))).toEqual([])
    expect(names.length).toBeGreaterThan(Object.keys(PUBLIC).length + 8)
  })
})

const IMPORT = `import { answer } from '../answer'\nimport { pageViewer } from '../../page-viewer'\n`

describe('a guard is found missing', () => {
  const planted: Record<string, [file: string, text: string]> = {
    'where there is none': ['route.ts', 'export function GET() { return new Response() }'],
    'in a comment only': ['route.ts', `${IMPORT}export function GET() { /* return answer(request) */ return other() }`],
    'in one of two methods': [
      'route.ts',
      `${IMPORT}export function GET(r) { return answer(r, read) }\nexport function HEAD() { return new Response() }`,
    ],
    'where something is read before it': [
      'route.ts',
      `${IMPORT}export async function GET(r) { const all = await read(); return answer(r, () => all) }`,
    ],
    'where it is somebody else’s': [
      'route.ts',
      `import { answer } from './answer'\nexport function GET(r) { return answer(r, read) }`,
    ],
    'where it is another under its name': [
      'route.ts',
      `import { open as answer } from '../answer'\nexport function GET(r) { return answer(r, read) }`,
    ],
    'in a handler that is handed on': ['route.ts', `export { GET } from './read'`],
    'in a handler that is made elsewhere': ['route.ts', `${IMPORT}export const GET = make()`],
    'in whatever another file has': ['route.ts', `export * from './read'`],
    'in a page': ['page.tsx', `${IMPORT}export default async function Page() { return <p>{await rows()}</p> }`],
    'in a page that asks too late': [
      'page.tsx',
      `${IMPORT}export default async function Page() { const all = await rows(); await pageViewer(); return <p>{all}</p> }`,
    ],
    'in a page that does not wait': [
      'page.tsx',
      `${IMPORT}export default async function Page() { pageViewer(); return <p>{await rows()}</p> }`,
    ],
    'in a page that is no function': ['page.tsx', `${IMPORT}export default wrapped(Page)`],
  }

  for (const [name, [file, text]] of Object.entries(planted)) {
    it(name, () => expect(unguarded(plant(file, text))).toHaveLength(1))
  }

  it('nowhere, where it stands', () => {
    expect(unguarded(plant('route.ts', `${IMPORT}export function GET(r) { return answer(r, read) }`))).toEqual([])
    const page = `${IMPORT}export default async function Page() { const viewer = await pageViewer(); return <p /> }`
    expect(unguarded(plant('page.tsx', page))).toEqual([])
  })
})

/** An app of one file. */
function plant(file: string, text: string): string {
  const app = mkdtempSync(join(tmpdir(), 'cdb-tasks-app-'))
  onTestFinished(() => rmSync(app, { recursive: true }))
  mkdirSync(join(app, 'api/planted'), { recursive: true })
  writeFileSync(join(app, 'api/planted', file), text)
  return app
}
