import { type Browser, expect, type Page } from '@playwright/test'
import { type AccessApp, EVERYTHING, startAccessApp, tokenEntry } from './access-app'
import { freePort } from './app'
import { Cloud } from './cloud'
import { CLIENT_ID, type IdentityProvider, startIdentityProvider } from './identity-provider'
import { startReverseProxy } from './reverse-proxy'
import { test as base } from './test'
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

async function expectAtRunbook(page: Page) {
  await expect(page.getByRole('dialog').getByRole('heading', { level: 2 })).toContainText('1')
  const { pathname, search } = new URL(page.url())
  expect(decodeURIComponent(pathname + search)).toBe(RUNBOOK)
}

const rowsOf = (page: Page) => page.locator('[data-row]')

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
    await page.goto(RUNBOOK)
    await send('wrong')
    await expect(page.getByRole('heading', { name: 'Signing in did not work' })).toBeVisible()
    await send(TOKEN)
    await expectAtRunbook(page)
    await page.keyboard.press('Escape')
    app.writeAccess(tokenAccess([]))
    const notice = page.locator('main').getByRole('alert').filter({ hasText: 'Your session has ended' })
    await expect(notice).toBeVisible({ timeout: 40_000 })
    await expect(rowsOf(page)).not.toHaveCount(0)
    app.writeAccess(tokenAccess())
    await page.context().clearCookies()
    await page.goto(RUNBOOK)
    for (let tries = 0; tries < 5; tries++) await send('wrong')
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
