import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { ask, openLine } from './raw'
import { expect, test } from './test'

const JSON_PROBLEM = 'application/problem+json; charset=utf-8'

test('only reading is answered, and everything else is told so', async ({ app }) => {
  for (const path of ['/tasks', '/api/tasks', '/healthz', '/_next/static/none.js']) {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE']) {
      const { status, headers } = await ask(app.url, path, { method })
      expect([method, status, headers.allow, headers['content-type']]).toEqual([method, 405, 'GET, HEAD', JSON_PROBLEM])
    }
  }
})

test('a form that is broken off is no fault, and nothing is printed of it', async ({ app }) => {
  const isFault = (line: string) => !line.includes('"stream":"audit"')
  const faults = () => app.output().split('\n').filter(isFault)
  const before = faults()
  for (const path of ['/auth/token', '/auth/sign-out']) {
    const line = await openLine(app.url)
    line.socket.write(
      `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n` +
        'Content-Length: 100\r\n\r\ntoken=a',
    )
    // Answered after it: the form has arrived as far as it goes.
    expect((await ask(app.url, '/healthz')).status).toBe(200)
    line.socket.destroy()
    await line.closed
  }
  for (let later = 0; later < 5; later++) expect((await ask(app.url, '/tasks')).status).toBe(200)
  expect(faults()).toEqual(before)
})

test('a broken percent escape is a bad address, for a program and for a person', async ({ app, page }) => {
  for (const path of ['/tasks/default/%E0%A4/1', '/%zz', '/api/tasks?region=ap-guangzhou&instance=%E0%A4', '/%']) {
    const { status, body } = await ask(app.url, path)
    expect([path, status, JSON.parse(body).type]).toEqual([path, 400, 'urn:cdb-tasks:problem:bad-address'])
  }
  await page.goto('/tasks/default/%E0%A4/1', { waitUntil: 'load' })
  await expect(page.getByRole('heading')).toContainText('The address cannot be read')
  await page.getByRole('link', { name: 'cdb-tasks' }).click()
  await expect(page.locator('[data-row]').first()).toBeVisible()
  const head = await ask(app.url, '/%zz', { method: 'HEAD' })
  expect([head.status, head.body]).toEqual([400, ''])
})

test('a parameter that the framework would swallow is refused', async ({ app, cloud }) => {
  await cloud.forgetCalls()
  for (const name of ['__proto__', '%5f%5fproto__', 'nxtPregion', 'nxtIregion']) {
    const { status, body } = await ask(app.url, `/api/tasks?region=ap-guangzhou&${name}=1`)
    expect([name, status, JSON.parse(body).parameters[0].parameter]).toEqual([name, 400, decodeURIComponent(name)])
  }
  expect(await cloud.countCalls()).toBe(0)
})

test('another site is not answered with data, and may still link to a page', async ({ app, cloud }) => {
  await cloud.forgetCalls()
  for (const site of ['cross-site', 'same-site']) {
    const headers = { 'sec-fetch-site': site, 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' }
    const { status, body } = await ask(app.url, '/api/tasks?region=ap-guangzhou', { headers })
    expect([status, JSON.parse(body).type]).toEqual([403, 'urn:cdb-tasks:problem:cross-site'])
  }
  expect(await cloud.countCalls()).toBe(0)
  const opened = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }
  expect((await ask(app.url, '/tasks?region=ap-guangzhou', { headers: opened })).status).toBe(200)
  const framed = { ...opened, 'sec-fetch-dest': 'iframe' }
  expect((await ask(app.url, '/tasks?region=ap-guangzhou', { headers: framed })).status).toBe(403)
})

test('a page of another site opens a page here, and cannot frame it or read its data', async ({ app, browser }) => {
  const body = `<a href="${app.url}/tasks">Runbook</a><iframe src="${app.url}/tasks"></iframe>`
  const elsewhere = createServer((_, response) => response.setHeader('content-type', 'text/html').end(body))
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
  // Safe: it listens on a port.
  const { port } = elsewhere.address() as AddressInfo
  const page = await browser.newPage()
  try {
    const framed = page.waitForResponse((response) => response.url() === `${app.url}/tasks`)
    // To a browser another site than 127.0.0.1.
    await page.goto(`http://localhost:${port}/`)
    expect((await framed).status()).toBe(403)
    const read = await page.evaluate(
      (url) => fetch(url, { mode: 'no-cors' }).then(({ type }) => type, String),
      `${app.url}/api/tasks`,
    )
    // Cross-Origin-Resource-Policy keeps even the refusal from the page.
    expect(read).toBe('TypeError: Failed to fetch')
    await page.getByRole('link', { name: 'Runbook' }).click()
    await expect(page.locator('[data-row]').first()).toBeVisible()
  } finally {
    await page.close()
    elsewhere.close()
  }
})

test('an upgrade is declined at once, wherever it leads', async ({ app }) => {
  for (const target of ['/tasks', '/api/tasks', 'http://169.254.169.254/latest/meta-data', '/_next/webpack-hmr']) {
    for (const protocol of ['websocket', 'h2c']) {
      const { socket, heard, closed } = await openLine(app.url)
      socket.write(`GET ${target} HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: ${protocol}\r\n\r\n`)
      await closed
      expect(heard()).toMatch(/^HTTP\/1.1 426 /)
    }
  }
})
