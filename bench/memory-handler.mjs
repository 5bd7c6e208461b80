import { setTimeout as wait } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { replaceHandlers } from './replace-handlers.mjs'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc')

replaceHandlers({ '/app/healthz/route.js': memory })

/** What the process holds once everything is thrown away that nobody needs. */
async function memory() {
  for (let turn = 0; turn < 4; turn++) {
    collect()
    await wait(100)
  }
  return Response.json(process.memoryUsage())
}
