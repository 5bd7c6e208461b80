import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RunningApp, startApp } from './app'
import { choose, expect, expectNoAxeViolations, locales, openTask, ownRange, testOf } from './test'
import { NEW_YEAR, serveOnly, type WireTask, wireTask } from './wire-tasks'

const RULES = `
rules:
  - id: imports-runbook
    match: { type: import-data, mysql: [1062, 1064] }
    title: { en: Broken imports, zh-CN: 导入失败 }
    runbook: https://wiki.example.com/runbooks/imports?from=cdb#start
  - id: no-words-but-a-runbook
    match: { code: 4711 }
    runbook: https://wiki.example.com/runbooks/4711
`

const CONFIG = `
accounts:
  - name: default
links:
  - name: { en: Console, zh-CN: 控制台 }
    url: https://console.example.com/cdb/\${regionId}/\${instanceId}?from=\${startEpochMs}&to=\${endEpochMs}
  - name: Wiki
    url: https://wiki.example.com/search?q=\${code}&account=\${account}
  - name: Request
    url: https://wiki.example.com/request/\${asyncRequestId}
`

async function startWithRules(): Promise<RunningApp> {
  const folder = mkdtempSync(join(tmpdir(), 'cdb-tasks-rules-'))
  const write = (name: string, content: string) => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }
  const app = await startApp({
    CDB_TASKS_FAILURE_RULES: write('rules.yaml', RULES),
    CDB_TASKS_CONFIG: write('config.yaml', CONFIG),
  })
  return {
    ...app,
    async stop() {
      await app.stop()
      rmSync(folder, { recursive: true })
    },
  }
}

const test = testOf(startWithRules)

const SYNTAX =
  "Warning: Using a password on the command line interface can be insecure.?ERROR 1064 (42000) at line 7: You have an error in your SQL syntax near 'x' at line 1?dumper err?"
const INSTANCES = ['cdb-a/../b', 'cdb-two', 'cdb-three', 'cdb-four', 'cdb-five', 'cdb-six']

function failed(jobId: number, Message: string, part: Partial<WireTask> = {}): WireTask {
  const timing = { startsAt: NEW_YEAR + jobId * 60_000, seconds: 60 }
  return wireTask(jobId, timing, { Type: 3, Status: 3, Code: 3, Message, InstanceIds: ['cdb-c1nl9rpv'], ...part })
}

const served = [
  failed(1, SYNTAX),
  failed(2, 'ERROR 1045 (28000): Access denied'),
  failed(3, '设置参数失败', { Type: 5 }),
  failed(4, 'nobody knows', { Code: 4711 }),
  failed(5, '', {
    Type: 2,
    Data: [{ Code: 3, Databases: [{ Code: 3, Database: 'd', Message: 'dial tcp :0: i/o timeout' }] }],
  }),
  failed(6, 'ERROR 1146 (42S02): gone', { InstanceIds: INSTANCES }),
]

test.beforeEach(({ cloud }) => serveOnly(cloud, { 'ap-guangzhou': served }))

const list = () => `/tasks?region=ap-guangzhou&${ownRange()}`

test('a failure is explained, with MySQL’s name, the documentation and the team’s runbook first', async ({ page }) => {
  await page.goto(list())
  const drawer = await openTask(page, '1')
  await expect(drawer.getByText('1064 · ER_PARSE_ERROR')).toBeVisible()
  await expect(drawer.getByText('The server could not parse the SQL.')).toBeVisible()
  const runbook = drawer.getByRole('link', { name: 'Runbook: Broken imports' })
  await expect(runbook).toHaveAttribute('href', 'https://wiki.example.com/runbooks/imports?from=cdb#start')
  await expect(runbook).toHaveAttribute('rel', 'noreferrer noopener')
  await expect(runbook).toHaveAttribute('target', '_blank')
  await expect(drawer.getByRole('link', { name: 'Documentation' })).toHaveAttribute(
    'href',
    'https://dev.mysql.com/doc/mysql-errors/8.0/en/server-error-reference.html#error_er_parse_error',
  )
  await drawer.getByText('The message as it came').click()
  await expect(drawer.getByText(SYNTAX, { exact: true })).toBeVisible()
})

test('without a rule the page says so, whether or not there is a runbook', async ({ page }) => {
  await page.goto(list())
  const drawer = await openTask(page, '3')
  await expect(drawer.getByText('There is no explanation for this error here yet.')).toBeVisible()
  await page.keyboard.press('Escape')
  await openTask(page, '4')
  await expect(drawer.getByText('There is no explanation for this error here yet.')).toBeVisible()
  await expect(drawer.getByRole('link', { name: 'Runbook: wiki.example.com' })).toBeVisible()
})

test('a task that says nothing itself is explained by what failed inside it', async ({ page }) => {
  await page.goto(list())
  const drawer = await openTask(page, '5')
  await expect(drawer.getByText('From what failed inside the task.')).toBeVisible()
  await expect(drawer.getByText('The database did not answer in time.')).toBeVisible()
})

test('links lead out with the values of the task encoded, one for each of the first instances', async ({ page }) => {
  await page.goto(list())
  const drawer = await openTask(page, '6')
  const links = drawer.getByRole('navigation', { name: 'Elsewhere' })
  const from = NEW_YEAR + 6 * 60_000
  await expect(links.getByRole('link', { name: 'Console' })).toHaveCount(5)
  await expect(links.getByRole('link', { name: 'Console cdb-a/../b' })).toHaveAttribute(
    'href',
    `https://console.example.com/cdb/1/cdb-a%2F..%2Fb?from=${from}&to=${from + 60_000}`,
  )
  await expect(links.getByText('Links for the first 5 of 6 instances.')).toBeVisible()
  await expect(links.getByRole('link', { name: 'Wiki' })).toHaveAttribute(
    'href',
    'https://wiki.example.com/search?q=3&account=default',
  )
  // The task has no request id, and a link with a hole in it leads nowhere.
  await expect(links.getByRole('link', { name: 'Request' })).toHaveCount(0)
  for (const link of await drawer.getByRole('link').all()) {
    expect(await link.evaluate((element) => (element instanceof HTMLAnchorElement ? element.protocol : ''))).toMatch(
      /^https?:$/,
    )
  }
})

test('the task is handed over as Markdown, with the words of the page', async ({ page, context, app }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(list())
  const drawer = await openTask(page, '1')
  await expect(drawer.getByText('The server could not parse the SQL.')).toBeVisible()
  await drawer.getByRole('button', { name: 'Markdown' }).click()
  const lines = (await page.evaluate(() => navigator.clipboard.readText())).split('\n')
  expect(lines[0]).toBe('## Failed · Data import · 1')
  expect(lines).toContain('| Started | 2024-01-01 00:01:00 +08:00 = 2023-12-31T16:01:00Z |')
  expect(lines.join('\n')).toMatch(/\n\*\*Message\*\*\n\n```text\nERROR 1064 \(42000\)/)
  expect(lines).toContain('| MySQL error | 1064 · ER\\_PARSE\\_ERROR |')
  expect(lines).toContain('| What it means | The server could not parse the SQL. |')
  expect(lines).toContain(`[Open on its own page](${app.url}/tasks/default/ap-guangzhou/1?start=2023-12-31T16:01:00Z)`)
  expect(lines.join('\n')).toMatch(/\| RequestId of the reading \| [0-9a-f-]{36} \|/)
  expect(lines.join('\n')).toContain('](https://wiki.example.com/runbooks/imports?from=cdb#start) |')
  expect(lines.at(-3)).toMatch(/^tccli cdb DescribeTasks --region ap-guangzhou/)
})

test('explanations that do not load are told, and asked for again', async ({ page }) => {
  await page.route('**/api/guidance', (route) => route.abort())
  await page.goto(list())
  const drawer = await openTask(page, '1')
  const alert = drawer.getByRole('alert')
  await expect(alert).toContainText('The explanations could not be loaded.')
  await expect(drawer.getByText('1064 · ER_PARSE_ERROR')).toBeVisible()
  await page.unroute('**/api/guidance')
  // A part of the drawer that comes a frame later asks too, and may be the first to succeed.
  await expect(async () => {
    if (await alert.isVisible()) await alert.getByRole('button').click({ timeout: 500 })
    await expect(drawer.getByText('The server could not parse the SQL.')).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await expect(alert).toBeHidden()
})

test('the task’s own page explains it and hands it over too', async ({ page, context }) => {
  await page.goto('/tasks/default/ap-guangzhou/1?start=2023-12-31T16:01:00Z')
  await expect(page.getByText('The server could not parse the SQL.')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Runbook: Broken imports' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Console' })).toBeVisible()
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByRole('button', { name: 'Markdown' }).click()
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  expect(copied).toMatch(/\| RequestId of the reading \| [0-9a-f-]{36} \|/)
})

test('a rules file with errors in it is refused at start, each with its line', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cdb-tasks-rules-'))
  const file = join(folder, 'rules.yaml')
  writeFileSync(file, 'rules:\n- id: a\n  match: { message: "(x" }\n  runbook: javascript:alert(1)\n  colour: red\n')
  await expect(startApp({ CDB_TASKS_FAILURE_RULES: file })).rejects.toThrow(
    /ended with 78:[\s\S]*line 3: rule a: rules\[0\]\.match\.message: [\s\S]*line 4: rule a: rules\[0\]\.runbook: [\s\S]*line 5: rule a: rules\[0\]\.colour is not a known key/,
  )
  rmSync(folder, { recursive: true })
})

for (const locale of locales) {
  test(`reads well in ${locale}`, async ({ page, context, app }) => {
    await choose(context, app, locale)
    const words =
      locale === 'en'
        ? ['The server could not parse the SQL.', 'Runbook: Broken imports', 'There is no explanation for this error']
        : ['服务器无法解析 SQL。', '处理手册：导入失败', '此错误暂无说明。']
    await page.goto(list())
    const drawer = await openTask(page, '1')
    for (const word of words.slice(0, 2)) await expect(drawer.getByText(word)).toBeVisible()
    await drawer.locator('summary').first().click()
    await expectNoAxeViolations(page, 'dialog')
    await page.keyboard.press('Escape')
    await openTask(page, '4')
    await expect(drawer.getByText(words[2] ?? '')).toBeVisible()
    await expectNoAxeViolations(page, 'dialog')
    await page.setViewportSize({ width: 320, height: 640 })
    expect(await drawer.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0)
  })
}
