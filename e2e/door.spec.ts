import { request as openRequest } from 'node:http'
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

interface Answer {
  status: number | undefined
  headers: Record<string, string | string[] | undefined>
  body: string
}

/** As the bytes stand: a browser's own client would mend the address first. */
function ask(url: string, path: string, options: { method?: string; headers?: Record<string, string> } = {}) {
  const { hostname, port } = new URL(url)
  return new Promise<Answer>((resolve, reject) => {
    const request = openRequest({ hostname, port, path, ...options }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk) => chunks.push(chunk))
      response.on('end', () =>
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks).toString() }),
      )
    })
    request.on('error', reject).end()
  })
}
