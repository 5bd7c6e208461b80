// Node's own modules only: on a fresh clone there is nothing else yet.
import { requireNode } from './node-version.mjs'

requireNode()

const { buildIfChanged, installIfChanged } = await import('./set-up.mjs')
installIfChanged()
buildIfChanged()
process.env.CDB_TASKS_DEMO = '1'
await import('./start.mjs')
