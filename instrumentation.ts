/** Runs once when the server starts, before it answers. */
export async function register(): Promise<void> {
  // Everything hangs on this one condition: the build for the edge runtime drops it, imports and all.
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    if (process.env.CDB_TASKS_DEMO === '1') {
      const { DEMO_REGIONS, DEMO_SECRET_ID, DEMO_SECRET_KEY, startSimulator } = await import('./simulator/server')
      const { url } = await startSimulator({ host: '127.0.0.1', port: 0 })
      const cloud = { url, secretId: DEMO_SECRET_ID, secretKey: DEMO_SECRET_KEY, regions: DEMO_REGIONS }
      Object.assign(globalThis, { [Symbol.for('cdb-tasks.simulator')]: cloud })
    }
    const { startUp } = await import('./lib/start-up')
    await startUp()
  }
}
