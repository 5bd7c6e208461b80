import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const standalone = join(root, '.next/standalone')

if (!existsSync(join(standalone, 'server.js'))) {
  console.error(`${join(standalone, 'server.js')} is missing: this runs after next build.`)
  process.exit(1)
}

// Next copies .env and .env.production along: a secret would be baked into every image made of this tree.
const baked = readdirSync(standalone).filter((name) => name.startsWith('.env'))
if (baked.length > 0) {
  rmSync(standalone, { recursive: true })
  console.error(
    `The build took ${baked.join(', ')} along, and with it whatever secret is inside. It was thrown away.\n` +
      'Move the file out of the project; the server reads its configuration from the environment when it starts.',
  )
  process.exit(1)
}

for (const [from, to] of [
  ['.next/static', '.next/static'],
  ['public', 'public'],
]) {
  if (existsSync(join(root, from))) cpSync(join(root, from), join(standalone, to), { recursive: true, force: true })
}
