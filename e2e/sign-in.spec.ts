import { type Browser, type BrowserContext, expect, type Page } from '@playwright/test'
import { QUIET_MS } from '../lib/tasks/refresh-interval'
import { type AccessApp, EVERYTHING, SESSION_KEY, startAccessApp, tokenEntry } from './access-app'
import { freePort } from './app'
import { Cloud } from './cloud'
import { CLIENT_ID, type IdentityProvider, startIdentityProvider } from './identity-provider'
import { startReverseProxy } from './reverse-proxy'
import { SESSION_COOKIE, sealedCookie, sessionOf } from './sealed-cookie'
import { test as base, choose, expectNoAxeViolations, locales } from './test'
import { AUDIENCE, ISSUER, startTokenIssuer } from './token-issuer'
import { NEW_YEAR, wireTask } from './wire-tasks'

const RANGE = 'from=2023-12-31T16:00:00Z&to=2024-01-02T16:00:00Z'
const RUNBOOK = `/tasks?region=ap-guangzhou&status=failed&${RANGE}&task=shop/ap-guangzhou/1@2023-12-31T16:01:00Z`
const RULES = [{ groups: ['dba'], ...EVERYTHING }]
const TOKEN = 'canary-access-token'

interface Setting {
  app: AccessApp
  provider: IdentityProvider
}

const test = base.extend<object, { oidc: Setting; token: AccessApp }>({
  oidc: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern.
    async ({}, use) => {
      const port = await freePort()
      const provider = await startIdentityProvider([`http://127.0.0.1:${port}`])
      const app = await startAccessApp({ mode: 'oidc', port, access: oidcAccess(provider), env: secretOf(provider) })
      provider.users.ann = { email: 'ann@example.com', email_verified: true, groups: ['dba', 'on-call'] }
      provider.users.erin = { email: 'erin@example.com', email_verified: true, groups: ['sales'] }
      await serve(app)
      await use({ app, provider })
      await app.stop()
      await provider.stop()
    },
    { scope: 'worker' },
  ],
  token: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern.
    async ({}, use) => {
      const app = await startAccessApp({ mode: 'token', access: tokenAccess() })
      await serve(app)
      await use(app)
      await app.stop()
    },
    { scope: 'worker' },
  ],
})

function oidcAccess({ issuer }: IdentityProvider, rules: Record<string, unknown>[] = RULES) {
  return { rules, oidc: { issuer, clientId: CLIENT_ID } }
}

function secretOf({ clientSecret }: IdentityProvider) {
  return { CDB_TASKS_OIDC_CLIENT_SECRET: clientSecret }
}

function tokenAccess(tokens = [tokenEntry('ann', TOKEN, ['dba'])]) {
  return { rules: RULES, tokens: [...tokens, tokenEntry('robot', 'canary-token-of-robot', ['dba'])] }
}

async function serve({ cloudUrl }: AccessApp) {
  const cloud = new Cloud(cloudUrl)
  for (const region of ['ap-guangzhou', 'ap-shanghai', 'ap-beijing']) {
    const failed = { Status: 3, Message: 'ERROR 1062 (23000): Duplicate entry' }
    const items = [1, 2, 3].map((id) => wireTask(id, { startsAt: NEW_YEAR + id * 60_000, seconds: 60 }, failed))
    await cloud.serve(region, items)
  }
}

async function freshPage(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: url, ignoreHTTPSErrors: true, locale: 'en-US' })
  return context.newPage()
}

async function enter(page: Page, name: string) {
  await page.getByRole('link', { name: 'Sign in', exact: true }).click()
  await page.getByLabel('Name').fill(name)
  await page.getByRole('button', { name: 'Enter' }).click()
}

/** A port is nothing to a cookie, and one of this name is set over https only. */
async function sealInto(context: BrowserContext, part = {}) {
  await putSession(context, await sealedCookie({ key: SESSION_KEY, payload: sessionOf(part) }))
}

async function putSession(context: BrowserContext, value: string) {
  const url = 'https://127.0.0.1'
  await context.addCookies([{ name: SESSION_COOKIE, value, url, secure: true, httpOnly: true, sameSite: 'Lax' }])
}

async function sessionIn(context: BrowserContext): Promise<string> {
  return (await context.cookies()).find(({ name }) => name === SESSION_COOKIE)?.value ?? ''
}

async function expectAtRunbook(page: Page) {
  await expect(page.getByRole('dialog').getByRole('heading', { level: 2 })).toContainText('1')
  const { pathname, search } = new URL(page.url())
  expect(decodeURIComponent(pathname + search)).toBe(RUNBOOK)
}

const rowsOf = (page: Page) => page.locator('[data-row]')

test('a runbook link survives the round trip over TLS through a proxy; who is signed in is told, and signs out for good', async ({
  browser,
}) => {
  const [port, appPort] = [await freePort(), await freePort()]
  const publicUrl = `https://127.0.0.1:${port}`
  const provider = await startIdentityProvider([publicUrl])
  provider.users.ann = { email: 'ann@example.com', email_verified: true, groups: ['dba', 'on-call'] }
  const app = await startAccessApp({
    mode: 'oidc',
    port: appPort,
    publicUrl,
    access: { ...oidcAccess(provider), trustedProxies: ['127.0.0.1'] },
    env: secretOf(provider),
  })
  const proxy = await startReverseProxy({ port, appPort })
  const page = await freshPage(browser, proxy.url)
  try {
    await serve(app)
    await page.goto(RUNBOOK)
    await expect(page.getByRole('heading', { name: 'You are not signed in' })).toBeVisible()
    await enter(page, 'ann')
    await expectAtRunbook(page)
    expect(await sessionIn(page.context())).not.toBe('')
    const [session] = (await page.context().cookies()).filter(({ name }) => name === SESSION_COOKIE)
    expect(session).toMatchObject({ secure: true, httpOnly: true, sameSite: 'Lax', path: '/' })
    expect((await page.context().cookies()).filter(({ name }) => name.includes('sign-in'))).toEqual([])

    await page.keyboard.press('Escape')
    const menu = page.locator('summary').filter({ hasText: 'ann@example.com' })
    await menu.click()
    await expect(page.getByText('dba, on-call')).toBeVisible()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible()
    const cookie = `${SESSION_COOKIE}=${session?.value}`
    const replayed = await fetch(`${app.url}/api/tasks`, { headers: { cookie } })
    expect([replayed.status, (await replayed.text()).includes('Duplicate')]).toEqual([401, false])
    await page.getByRole('link', { name: 'Sign out there too' }).click()
    await page.getByRole('button', { name: 'Leave the provider' }).click()
    await expect(page).toHaveURL(/\/auth\/signed-out/)
    await page.goto(RUNBOOK)
    await expect(page).toHaveURL(/\/auth\?/)
    await expect(page.getByRole('link', { name: 'Sign in', exact: true })).toBeVisible()
  } finally {
    await page.context().close()
    await proxy.stop()
    await app.stop()
    await provider.stop()
  }
})

test('two tabs sign in at once, each comes back to its own page, also after the provider changed its key', async ({
  browser,
  oidc: { app, provider },
}) => {
  const first = await freshPage(browser, app.url)
  const second = await first.context().newPage()
  try {
    await first.goto(RUNBOOK)
    await second.goto('/compare')
    await first.getByRole('link', { name: 'Sign in', exact: true }).click()
    await enter(second, 'ann')
    await expect(second).toHaveURL(/\/compare$/)
    await provider.rotateKeys()
    await first.getByLabel('Name').fill('ann')
    await first.getByRole('button', { name: 'Enter' }).click()
    await expectAtRunbook(first)
  } finally {
    await first.context().close()
  }
})

test('a provider that is down, or that declines: nobody is signed in, and the link is still there', async ({
  browser,
}) => {
  const port = await freePort()
  const provider = await startIdentityProvider([`http://127.0.0.1:${port}`])
  provider.users.ann = { email: 'ann@example.com', email_verified: true, groups: ['dba'] }
  const app = await startAccessApp({ mode: 'oidc', port, access: oidcAccess(provider), env: secretOf(provider) })
  const page = await freshPage(browser, app.url)
  const expectUnavailable = async () => {
    await expect(page.getByRole('heading', { name: 'Nobody can be signed in at the moment' })).toBeVisible()
    expect(decodeURIComponent(new URL(page.url()).searchParams.get('to') ?? '')).toBe(RUNBOOK)
    expect(await sessionIn(page.context())).toBe('')
  }
  try {
    await serve(app)
    provider.goDown(true)
    await page.goto(RUNBOOK)
    await page.getByRole('link', { name: 'Sign in', exact: true }).click()
    await expectUnavailable()
    provider.goDown(false)
    await expect(async () => {
      await page.getByRole('link', { name: 'Sign in', exact: true }).click()
      await expect(page.getByLabel('Name')).toBeVisible({ timeout: 1_000 })
    }).toPass()
    provider.goDown('/token')
    await page.getByLabel('Name').fill('ann')
    await page.getByRole('button', { name: 'Enter' }).click()
    await expectUnavailable()
    provider.goDown(false)
    await page.context().clearCookies()
    await page.getByRole('link', { name: 'Sign in', exact: true }).click()
    await page.getByRole('link', { name: 'Decline' }).click()
    await expect(page.getByRole('heading', { name: 'Signing in did not work' })).toBeVisible()
    expect(await sessionIn(page.context())).toBe('')
    for (const change of ['code', 'state', 'iss']) {
      await page.context().clearCookies()
      await page.goto(RUNBOOK)
      provider.tamper(({ searchParams }) => searchParams.set(change, `${searchParams.get(change)}x`))
      await enter(page, 'ann')
      await expect(page.getByRole('heading', { name: 'Signing in did not work' })).toBeVisible()
      expect([change, await sessionIn(page.context())]).toEqual([change, ''])
    }
    // The provider knows the reader by now, and asks for no name again.
    await page.getByRole('link', { name: 'Sign in', exact: true }).click()
    await expect(page).toHaveURL(/\/tasks\?/)
    expect(await sessionIn(page.context())).not.toBe('')
  } finally {
    await page.context().close()
    await app.stop()
    await provider.stop()
  }
})

test('a session that ends under an open page: rows stay, the notice leads back; an older key still counts and is renewed', async ({
  browser,
  oidc: { app },
}) => {
  const page = await freshPage(browser, app.url)
  const newer = 'canary-session-key-that-must-stay-here-1'
  try {
    // Seen some time ago, so that the next answer renews it.
    await sealInto(page.context(), { seenAt: Date.now() - 6 * 60_000 })
    const before = await sessionIn(page.context())
    app.writeSessionKeys(newer, SESSION_KEY)
    await page.clock.install()
    await page.goto(RUNBOOK)
    await expectAtRunbook(page)
    await page.keyboard.press('Escape')
    await expect(rowsOf(page).first()).toBeVisible()
    const answer = await page.request.get('/api/guidance')
    const [, sent] = new RegExp(`${SESSION_COOKIE}=([^;]+)`).exec(answer.headers()['set-cookie'] ?? '') ?? []
    // The page's own questions may have been quicker.
    const next = sent ?? (await sessionIn(page.context()))
    expect(next).not.toBe(before)
    await putSession(page.context(), next)
    app.writeSessionKeys(newer)
    const renewed = await page.request.get('/api/guidance')
    expect(renewed.status()).toBe(200)
    await putSession(page.context(), await sealedCookie({ key: newer, lifeMs: -1_000, payload: sessionOf({}) }))
    await page.clock.fastForward(QUIET_MS)
    const notice = page.locator('main').getByRole('alert').filter({ hasText: 'Your session has ended' })
    await expect(notice).toBeVisible()
    await expect(rowsOf(page)).not.toHaveCount(0)
    await expect(page.getByText('Not refreshed: session ended')).toBeVisible()
    // Who has signed out, here in another tab, leaves nothing on the screen.
    app.writeSessionKeys('another-key-that-is-as-long-as-it-has-to-be')
    await page.getByRole('button', { name: 'Refresh' }).click()
    await expect(page.getByText('You are not signed in')).toBeVisible()
    await expect(rowsOf(page)).toHaveCount(0)
    await page.locator('main').getByRole('link', { name: 'Sign in' }).click()
    await page.getByLabel('Name').fill('ann')
    await page.getByRole('button', { name: 'Enter' }).click()
    await expect(page).toHaveURL(/region=ap-guangzhou&status=failed/)
    await expect(rowsOf(page).first()).toBeVisible()
  } finally {
    app.writeSessionKeys(SESSION_KEY)
    await page.context().close()
  }
})

test('rights that are taken away take the rows from the screen; a slip of the pen locks nobody out', async ({
  browser,
  oidc: { app, provider },
}) => {
  const page = await freshPage(browser, app.url)
  try {
    await sealInto(page.context())
    await page.clock.install()
    await page.goto(RUNBOOK)
    await expectAtRunbook(page)
    app.writeFile('accounts: [nobody')
    expect((await page.request.get('/api/tasks')).status()).toBe(200)
    expect((await page.request.get('/api/tasks')).status()).toBe(200)
    expect(app.output().split('the access rules cannot be read again').length).toBe(2)
    app.writeAccess(oidcAccess(provider, [{ groups: ['others'], ...EVERYTHING }]))
    expect((await page.request.get('/api/tasks')).status()).toBe(403)
    await page.clock.fastForward(QUIET_MS)
    await expect(rowsOf(page)).toHaveCount(0)
    await expect(page.getByText('You may not see this').first()).toBeVisible()
    await expect(page.getByText('Duplicate entry')).toHaveCount(0)
  } finally {
    app.writeAccess(oidcAccess(provider))
    await page.context().close()
  }
})

test('somebody whom no rule is about is told so, with name and groups', async ({ browser, oidc: { app } }) => {
  const page = await freshPage(browser, app.url)
  try {
    await page.goto(RUNBOOK)
    await enter(page, 'erin')
    await expect(page.getByRole('heading', { name: 'You may not see this' })).toBeVisible()
    await expect(page.getByText('erin@example.com, in sales')).toBeVisible()
  } finally {
    await page.context().close()
  }
})

test('a token is typed into the form: right, wrong, too often wrong, taken away while signed in', async ({
  browser,
  token: app,
}) => {
  const page = await freshPage(browser, app.url)
  const send = async (text: string) => {
    await page.getByLabel('Access token').fill(text)
    await page.getByRole('button', { name: 'Sign in' }).click()
  }
  try {
    const script = await page.request.get('/api/tasks', { headers: { authorization: `Bearer ${TOKEN}` } })
    expect(script.status()).toBe(200)
    await page.clock.install()
    await page.goto(RUNBOOK)
    await send('wrong')
    await expect(page.getByRole('heading', { name: 'Signing in did not work' })).toBeVisible()
    await send(TOKEN)
    await expectAtRunbook(page)
    await page.keyboard.press('Escape')
    app.writeAccess(tokenAccess([]))
    await page.clock.fastForward(QUIET_MS)
    const notice = page.locator('main').getByRole('alert').filter({ hasText: 'Your session has ended' })
    await expect(notice).toBeVisible()
    await expect(rowsOf(page)).not.toHaveCount(0)
    app.writeAccess(tokenAccess())
    await page.context().clearCookies()
    await page.goto(RUNBOOK)
    for (let tries = 0; tries < 6; tries++) await send('wrong')
    await expect(page.getByRole('heading', { name: 'Too many attempts' })).toBeVisible()
  } finally {
    app.writeAccess(tokenAccess())
    await page.context().close()
  }
})

test('the token of a proxy in front opens the page, and its absence says what is missing', async ({ browser }) => {
  const issuer = await startTokenIssuer()
  const [port, appPort] = [await freePort(), await freePort()]
  const app = await startAccessApp({
    mode: 'proxy-jwt',
    port: appPort,
    access: {
      rules: RULES,
      proxyJwt: { from: 'pomerium', issuer: ISSUER, audience: AUDIENCE, jwksUrl: issuer.jwksUrl },
    },
  })
  const headers = { 'X-Pomerium-Jwt-Assertion': await issuer.sign() }
  const proxy = await startReverseProxy({ port, appPort, headers })
  const page = await freshPage(browser, proxy.url)
  const direct = await freshPage(browser, app.url)
  try {
    await serve(app)
    await page.goto(RUNBOOK)
    await expectAtRunbook(page)
    await page.keyboard.press('Escape')
    await page.locator('summary').filter({ hasText: 'ann@example.com' }).click()
    await expect(page.getByRole('button', { name: 'Sign out' })).toHaveCount(0)
    await direct.goto(RUNBOOK)
    await expect(direct.getByText('The proxy in front of this server says who you are')).toBeVisible()
  } finally {
    await page.context().close()
    await direct.context().close()
    await proxy.stop()
    await app.stop()
    await issuer.stop()
  }
})

for (const locale of locales) {
  test(`each state can be read by all, in ${locale}`, async ({ browser, oidc, token }) => {
    const page = await freshPage(browser, oidc.app.url)
    const states = [
      { name: 'signed-out', app: oidc.app, path: '/auth' },
      { name: 'expired', app: oidc.app, path: '/auth?kind=session-expired' },
      { name: 'failed', app: oidc.app, path: '/auth?kind=failed' },
      { name: 'unavailable', app: oidc.app, path: '/auth?kind=sign-in-unavailable' },
      { name: 'signed-out-of', app: oidc.app, path: '/auth/signed-out' },
      { name: 'token', app: token, path: '/auth' },
      { name: 'too-many', app: token, path: '/auth?kind=too-many-attempts' },
      { name: 'no-permission', app: oidc.app, path: '/auth', user: { groups: ['sales'] } },
      { name: 'menu', app: oidc.app, path: RUNBOOK.split('&task')[0] ?? '', user: {} },
    ]
    try {
      for (const { name, app, path, user } of states) {
        await page.context().clearCookies()
        await choose(page.context(), app, locale)
        if (user) await sealInto(page.context(), user)
        for (const width of [1_440, 320]) {
          await page.setViewportSize({ width, height: 800 })
          await page.goto(app.url + path)
          await page.locator('html[data-awake]').waitFor()
          if (name === 'menu') await page.locator('summary[aria-label*="ann@example.com"]').click()
          await expectNoAxeViolations(page)
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
          expect([name, width, overflow]).toEqual([name, width, Math.min(overflow, 0)])
          const shots = process.env.SHOTS
          if (shots) await page.screenshot({ path: `${shots}/${name}-${locale}-${width}.png` })
        }
      }
    } finally {
      await page.context().close()
    }
  })
}
