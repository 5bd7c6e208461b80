import { readdirSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { replaceHandlers } from '../bench/replace-handlers.mjs'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc')

replaceHandlers({ '/app/healthz/route.js': holdings })

/** What the process holds once everything is thrown away that nobody needs. */
async function holdings() {
  for (let turn = 0; turn < 4; turn++) {
    collect()
    await wait(100)
  }
  const { heapUsed, external, rss } = process.memoryUsage()
  return Response.json({
    pid: process.pid,
    heapBytes: heapUsed,
    externalBytes: external,
    rssBytes: rss,
    descriptors: readdirSync('/proc/self/fd').length,
  })
}
