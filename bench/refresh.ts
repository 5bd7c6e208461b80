import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { type Measure, median } from './measure'
import type { RefreshRun } from './refresh-run'
import type { Stage } from './stage'
import { ALLOWED } from './upstream'

const TARGET = 5
const LONGEST_MS = 120_000

/** In a process of its own: the library reads its configuration once, and its rooms are marked for the server only. */
export async function measureRefresh(stage: Stage): Promise<Measure> {
  const script = new URL('./refresh-run.ts', import.meta.url).pathname
  const controller = new AbortController()
  const end = stage.add(async () => controller.abort())
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--conditions=react-server', '--import', 'tsx', script],
    {
      env: { NODE_ENV: 'production', PATH: process.env.PATH, HOME: process.env.HOME, CDB_TASKS_RATE: String(ALLOWED) },
      signal: controller.signal,
      timeout: LONGEST_MS,
    },
  )
  await end()
  // Safe: the script's own JSON.
  const { calls, rows, active, lanes } = JSON.parse(stdout) as RefreshRun
  stage.note(lanes)
  const [worst, usual] = [Math.max(...calls), median(calls)]
  return {
    what: `the same refreshed, ${active} tasks of it active: upstream calls`,
    target: `≤ ${TARGET}`,
    figure: `${usual}`,
    verdict: usual <= TARGET ? 'met' : 'MISSED',
    how:
      `median of ${calls.length} refreshes five seconds apart, by a clock that is moved on for the library and the ` +
      `simulator alike; the worst ${worst}; the ${rows} rows were then compared with a whole reading`,
  }
}
