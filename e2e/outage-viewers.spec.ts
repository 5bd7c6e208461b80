import { expect, test } from '@playwright/test'
import { Front } from '../hardening/front'
import { isBack, OUTAGE_CLOUD, outageEnv, type Watched, watchOutage } from '../hardening/outage'
import { startApp } from './app'

const VIEWERS = 20
const DOWN_MS = 8_000

/** The short form of `npm run test:hardening -- outage`. */
test('the cloud goes away under twenty viewers and comes back: nobody loses the rows, and few calls are tried', async () => {
  const front = await Front.start()
  const app = await startApp(outageEnv(front), OUTAGE_CLOUD)
  front.leadTo(app.cloudUrl)
  const until = (is: (viewer: Watched) => boolean) => (viewers: readonly Watched[]) =>
    expect.poll(() => viewers.every(is), { timeout: 40_000, intervals: [100] }).toBe(true)
  try {
    const outage = await watchOutage(app, front, 'refused', {
      viewers: VIEWERS,
      downMs: DOWN_MS,
      beforeDown: until(({ hasRows }) => hasRows),
      afterReturn: until(isBack),
    })
    expect(outage).toMatchObject({ emptyScreens: 0, unlabelled: 0, unhandled: 0 })
    expect(Object.keys(outage.statuses)).toEqual(['200'])
    expect(outage.toldOld).toBeGreaterThan(0)
    expect(outage.attempts).toBeGreaterThan(0)
    expect(outage.attempts).toBeLessThanOrEqual(outage.allowedByRegion)
  } finally {
    await app.stop()
    await front.close()
  }
})
