import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, posix, resolve } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'

const project = resolve(import.meta.dirname, '..')

interface Law {
  /** As ARCHITECTURE.md says it. */
  law: string
  files: string[]
  banned: string[]
  allowed: string[]
}

const inLib = ['lib/planted.ts', 'lib/http/planted.ts', 'lib/tasks/planted.ts', 'lib/tasks/task-types/planted.ts']
const inComponents = ['components/tasks/planted.tsx', 'components/ui/planted.tsx', 'components/data-table/planted.tsx']

const laws: Law[] = [
  {
    law: 'lib never imports components or app',
    files: [...inLib, 'lib/fleet/planted.ts', 'lib/tencent/planted.ts', 'lib/tasks/task-types/index.ts'],
    banned: ['components/ui/button', 'app/page-query', 'app/api/answer'],
    allowed: ['lib/json', 'lib/tasks/payload/fields'],
  },
  {
    law: 'components never import app',
    files: inComponents,
    banned: ['app/page-query', 'app/api/answer'],
    allowed: ['lib/tone', 'components/ui/button'],
  },
  {
    law: 'only app’s server files and lib/fleet reach lib/tencent',
    files: [
      ...inLib,
      ...inComponents,
      'lib/config.ts',
      'lib/access/planted.ts',
      'lib/tasks/task-types/index.ts',
      'app/error.tsx',
      'instrumentation-client.ts',
    ],
    banned: ['lib/tencent/client', 'lib/tencent/details/import-records'],
    allowed: ['lib/json', 'lib/format/bytes'],
  },
  {
    law: 'lib/fleet and app reach lib/tencent',
    files: ['lib/fleet/planted.ts', 'lib/tencent/planted.ts', 'app/api/planted.ts'],
    banned: ['simulator/server'],
    allowed: ['lib/tencent/client', 'lib/tencent/details/import-records'],
  },
  {
    law: 'lib/tasks imports no React, Next or TanStack',
    files: ['lib/tasks/planted.ts', 'lib/tasks/payload/planted.ts', 'lib/tasks/task-types/planted.ts'],
    banned: [
      'react',
      'react-dom/client',
      'next',
      'next/headers',
      'next-intl',
      'next-intl/server',
      '@tanstack/react-table',
    ],
    allowed: ['lib/json', 'lib/tasks/payload/fields', 'node:util'],
  },
  {
    law: 'components/ui and components/data-table know no tasks',
    files: ['components/ui/planted.tsx', 'components/data-table/planted.tsx'],
    banned: [
      'lib/tasks/task',
      'lib/tasks/task-types/reboot',
      'components/tasks/tasks-view',
      'components/tasks/drawer/facts',
    ],
    allowed: ['components/ui/button', 'lib/tone', 'react'],
  },
  {
    law: 'task types do not import each other',
    files: ['lib/tasks/task-types/planted.ts'],
    banned: ['lib/tasks/task-types/reboot', 'lib/tasks/task-types/index', 'lib/tasks/task-types'],
    allowed: ['lib/tasks/task-types/definition', 'lib/tasks/payload/fields', 'lib/tasks/payload-section'],
  },
  {
    law: 'simulator imports nothing of lib',
    files: ['simulator/planted.ts', 'simulator/actions/planted.ts'],
    banned: ['lib/json', 'lib/tencent/client', 'lib/tasks/task-types/reboot'],
    allowed: ['node:http'],
  },
  {
    law: 'only instrumentation.ts imports the simulator',
    files: [...inLib, ...inComponents, 'lib/fleet/planted.ts', 'lib/tencent/planted.ts', 'app/planted.tsx', 'proxy.ts'],
    banned: ['simulator/server', 'simulator/actions/registry'],
    allowed: ['lib/json'],
  },
]

const forms: ((specifier: string) => string)[] = [
  (specifier) => `import { a } from '${specifier}'`,
  (specifier) => `import type { B } from '${specifier}'`,
  (specifier) => `export { c } from '${specifier}'`,
  (specifier) => `export const d = () => import('${specifier}')`,
]

/** Every way to write an import of each target from this file, one a line. */
function linesOf(file: string, targets: string[]): string[] {
  return targets
    .flatMap((target) => specifiersOf(file, target))
    .flatMap((specifier) => forms.map((form) => form(specifier)))
}

/** By alias and relative; a package goes by its name. */
function specifiersOf(file: string, target: string): string[] {
  if (!/^(lib|components|app|simulator)\//.test(target)) return [target]
  const path = posix.relative(posix.dirname(file), target) || '.'
  const relative = path.startsWith('.') ? path : `./${path}`
  // Inside the simulator an alias is banned whatever it names.
  return file.startsWith('simulator/') && target.startsWith('simulator/') ? [relative] : [`@/${target}`, relative]
}

type Sources = Record<string, string[]>

/** The same files twice: what each law bans in them, and what it leaves alone. */
const planted = merge(laws.map(({ files, banned }) => sourcesOf(files, banned)))
const clean = merge(laws.map(({ files, allowed }) => sourcesOf(files, allowed)))

const cycles = ['@/lib/cycle/other', './other'].map((specifier, index) => ({
  specifier,
  file: `lib/cycle/one-${index}.ts`,
  closed: `lib/cycle/other-${index}.ts`,
  line: `import { two } from '${specifier}-${index}'`,
}))
for (const { file, closed, line } of cycles) {
  for (const sources of [planted, clean]) sources[file] = [line, 'export const one = () => two']
  planted[closed] = [`import { one } from '../../${file.replace('.ts', '')}'`, 'export const two = () => one']
  clean[closed] = ['export const two = 2']
}

function sourcesOf(files: string[], targets: string[]): Sources {
  return Object.fromEntries(files.map((file) => [file, linesOf(file, targets)]))
}

function merge(parts: Sources[]): Sources {
  const whole: Sources = {}
  for (const [file, lines] of parts.flatMap((part) => Object.entries(part))) {
    whole[file] = [...(whole[file] ?? []), ...lines]
  }
  return whole
}

let inPlanted: Sources
let inClean: Sources

beforeAll(() => {
  inPlanted = lint(planted)
  inClean = lint(clean)
}, 60_000)

/** Which lines of these files break the law, by our own biome.json. */
function lint(files: Sources): Sources {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'cdb-tasks-')))
  try {
    for (const name of ['biome.json', 'tsconfig.json', '.gitignore']) cpSync(join(project, name), join(root, name))
    // Biome resolves the alias in a package only.
    write(root, 'package.json', ['{ "type": "module" }'])
    for (const [path, lines] of Object.entries(files)) write(root, path, lines)
    const biome = join(project, 'node_modules/@biomejs/biome/bin/biome')
    const args = [biome, 'lint', '--reporter=json', '--max-diagnostics=none', '.']
    const { diagnostics }: Report = JSON.parse(
      spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' }).stdout,
    )
    const broken = diagnostics.filter(({ category }) => /noRestrictedImports|noImportCycles/.test(category))
    const isBroken = (path: string, line: number) =>
      broken.some(({ location }) => location.path === path && location.start.line === line)
    return Object.fromEntries(
      Object.entries(files).map(([path, lines]) => [path, lines.filter((_, index) => isBroken(path, index + 1))]),
    )
  } finally {
    rmSync(root, { recursive: true })
  }
}

interface Report {
  diagnostics: { category: string; location: { path: string; start: { line: number } } }[]
}

function write(root: string, path: string, lines: string[]): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), `${lines.join('\n')}\n`)
}

describe('the import law', () => {
  const places = laws.flatMap(({ law, files, banned }) => files.map((file) => ({ law, file, banned })))

  it.each(places)('$law: $file', ({ file, banned }) => {
    const missed = linesOf(file, banned).filter((line) => !inPlanted[file]?.includes(line))
    expect(missed).toEqual([])
    expect(inClean[file]).toEqual([])
  })

  it.each(cycles)('no cycles: closed through $specifier', ({ file, closed, line }) => {
    expect(inPlanted[file]).toEqual([line])
    expect(inClean[file]).toEqual([])
    expect(inClean[closed]).toEqual([])
  })
})
