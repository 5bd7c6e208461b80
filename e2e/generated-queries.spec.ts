import { callsOf, QUERIES_CLOUD, QUERIES_ENV } from '../hardening/queries/queries'
import { routes } from '../hardening/queries/routes'
import { tryRoute } from '../hardening/queries/try-route'
import { countUnhandled } from '../hardening/unhandled'
import { startApp } from './app'
import { expect, testOf } from './test'

const test = testOf(() => startApp(QUERIES_ENV, QUERIES_CLOUD))
/** A page costs twenty times what an answer of the API does. */
const ANSWERS = 200
const PAGES = 25
const isPage = (route: string) => !/^\/(?:api|auth\/|healthz|readyz)/.test(route)

test('no query that can be made up breaks a route, and none that is refused costs a call', async ({ app, cloud }) => {
  const seed = Date.now() % 2 ** 31
  const refused: string[] = []
  for (const route of Object.keys(routes)) {
    const tried = await tryRoute(app.url, route, isPage(route) ? PAGES : ANSWERS, seed)
    expect(tried.odd, `${route}, seed ${seed}`).toEqual([])
    refused.push(...tried.refused.slice(0, 40))
  }
  expect(refused.length).toBeGreaterThan(300)
  expect(await callsOf(app.url, cloud, refused)).toBe(0)
  // Not because calls are not counted, or nothing is asked.
  expect(await callsOf(app.url, cloud, ['/api/tasks?region=ap-guangzhou&from=-3d'])).toBeGreaterThan(0)
  expect(countUnhandled(app.output())).toBe(0)
  expect((await fetch(`${app.url}/healthz`)).ok).toBe(true)
})
