/** Runs once when the server starts, before it answers. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    if (process.env.CDB_TASKS_DEMO === '1') await startDemoCloud()
    const { startUp } = await import('./lib/start-up')
    await startUp()
  }
}

/** The simulator in this process; its address is read from the symbol when a client is made. */
async function startDemoCloud(): Promise<void> {
  const { DEMO_REGIONS, DEMO_SECRET_ID, DEMO_SECRET_KEY, startSimulator } = await import('./simulator/server')
  const { url } = await startSimulator({ host: '127.0.0.1', port: 0 })
  Object.assign(globalThis, {
    [Symbol.for('cdb-tasks.simulator')]: {
      url,
      secretId: DEMO_SECRET_ID,
      secretKey: DEMO_SECRET_KEY,
      regions: DEMO_REGIONS,
    },
  })
}
