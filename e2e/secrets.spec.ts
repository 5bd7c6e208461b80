import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startApp } from './app'
import { Cloud } from './cloud'
import { alertOn, DOCUMENTED, expect, test } from './test'

const CANARY_ID = 'AKIDcanary0000000000NotARealKey'
const CANARY_KEY = 'canary-secret-key-that-must-stay-here'
const CANARY_TOKEN = 'canary-session-token-that-must-stay-here'

test('nothing of the credentials is in a page, a reply, a log line or a bundle', async ({ browser }) => {
  const secrets = { secretId: CANARY_ID, secretKey: CANARY_KEY, sessionToken: CANARY_TOKEN }
  const app = await startApp(
    {
      TENCENTCLOUD_SECRET_ID: CANARY_ID,
      TENCENTCLOUD_SECRET_KEY: CANARY_KEY,
      TENCENTCLOUD_SESSION_TOKEN: CANARY_TOKEN,
    },
    secrets,
  )
  const cloud = new Cloud(app.cloudUrl)
  const seen: string[] = []
  const page = await browser.newPage({ baseURL: app.url })
  page.on('response', async (response) => {
    seen.push(JSON.stringify(await response.allHeaders().catch(() => ({}))))
    seen.push(await response.text().catch(() => ''))
  })
  try {
    await page.goto(DOCUMENTED)
    await page.getByRole('link', { name: '15970' }).click()
    await page.getByText('As it came', { exact: true }).click()
    await expect(page.getByText('"skyler.sql"')).toBeVisible()
    for (const path of [
      '/api/tasks?region=ap-guangzhou',
      '/api/tasks?nope=1',
      '/api/openapi.json',
      '/healthz',
      '/readyz',
      '/nowhere',
    ]) {
      await page.goto(path)
    }
    for (const fault of [
      { kind: 'error', code: 'AuthFailure.SignatureFailure', message: CANARY_ID },
      { kind: 'http', status: 500 },
      { kind: 'reset' },
      { kind: 'not-json' },
    ]) {
      await cloud.fault(fault)
      await page.goto(`/tasks?region=ap-shanghai&from=-${Math.ceil(Math.random() * 9_000)}m`)
      await expect(alertOn(page)).toBeVisible()
      await cloud.endFaults()
    }
    const bundle = filesUnder('.next/static').map((path) => readFileSync(path, 'latin1'))
    for (const text of [...seen, app.output(), ...bundle]) {
      for (const secret of [CANARY_ID, CANARY_KEY, CANARY_TOKEN, 'TC3-HMAC-SHA256'])
        expect(text.includes(secret)).toBe(false)
    }
    expect(app.output()).toContain('"code":"AuthFailure.SignatureFailure"')
  } finally {
    await page.close()
    await app.stop()
  }
})

test('credentials that go away while it runs: a state of their own, and back when they return', async ({ browser }) => {
  const home = mkdtempSync(join(tmpdir(), 'cdb-tasks-home-'))
  const profile = join(home, '.tencentcloud/credentials')
  mkdirSync(join(home, '.tencentcloud'))
  writeFileSync(profile, `[default]\nsecret_id = ${CANARY_ID}\nsecret_key = ${CANARY_KEY}\n`)
  const app = await startApp(
    { HOME: home, TENCENTCLOUD_SECRET_ID: undefined, TENCENTCLOUD_SECRET_KEY: undefined },
    { secretId: CANARY_ID, secretKey: CANARY_KEY },
  )
  const page = await browser.newPage({ baseURL: app.url })
  try {
    await page.goto('/tasks?region=ap-guangzhou')
    await expect(page.locator('[data-row]').first()).toBeVisible()
    rmSync(profile)
    await page.goto('/tasks?region=ap-guangzhou&from=-25h')
    await expect(alertOn(page)).toContainText('There are no credentials to ask with')
    writeFileSync(profile, `[default]\nsecret_id = ${CANARY_ID}\nsecret_key = wrong\n`)
    await page.goto('/tasks?region=ap-guangzhou&from=-26h')
    await expect(alertOn(page)).toContainText('The cloud does not accept the credentials')
    await expect(alertOn(page)).toContainText('AuthFailure.SignatureFailure')
    writeFileSync(profile, `[default]\nsecret_id = ${CANARY_ID}\nsecret_key = ${CANARY_KEY}\n`)
    await expect(page.locator('[data-row]').first()).toBeVisible({ timeout: 15_000 })
  } finally {
    await page.close()
    await app.stop()
    rmSync(home, { recursive: true })
  }
})

test('a server without credentials does not start, and says what to set', async () => {
  const home = mkdtempSync(join(tmpdir(), 'cdb-tasks-home-'))
  const start = startApp({ HOME: home, TENCENTCLOUD_SECRET_ID: undefined, TENCENTCLOUD_SECRET_KEY: undefined })
  await expect(start).rejects.toThrow(/ended with 78[\s\S]*cdb-tasks cannot start[\s\S]*TENCENTCLOUD_SECRET_ID/)
  rmSync(home, { recursive: true })
})

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}
