import { readRows } from './table'
import { alertOn, DOCUMENTED, expect, openTask, test } from './test'

test('rows are in the first HTML, and arriving costs no second call', async ({ page, request, cloud }) => {
  const address = `${DOCUMENTED}&status=failed`
  const html = await (await request.get(address)).text()
  expect(html).toContain('>15970<')
  expect(html).toContain('ERROR 1064 (42000) at line 1')
  await cloud.forgetCalls()
  // A range of its own: rows that another test has asked for answer narrower questions too.
  await page.goto('/tasks?region=ap-guangzhou&from=2017-04-06T00:00:03Z&to=2017-07-22T00:00:03Z&type=import-data')
  await expect(page.getByRole('link', { name: '15970' })).toBeVisible()
  expect(await cloud.countCalls()).toBe(1)
})

test('a slow cloud shows the page at once and streams its rows', async ({ page, cloud }) => {
  await cloud.fault({ kind: 'latency', ms: 2_000, times: 1 })
  const calls: string[] = []
  page.on('request', (request) => request.url().includes('/api/tasks') && calls.push(request.url()))
  const address = '/tasks?region=ap-guangzhou&from=2017-04-06T00:00:04Z&to=2017-07-22T00:00:04Z&type=upgrade-master'
  await page.goto(address, { waitUntil: 'commit' })
  await expect(page.getByText('Reading tasks…')).toBeAttached()
  await expect(page.getByRole('link', { name: '15974' })).toBeVisible()
  expect(calls).toEqual([])
})

test('/ leads to /tasks and keeps what was asked', async ({ page }) => {
  await page.goto('/?region=ap-guangzhou&status=failed')
  await expect(page).toHaveURL(/\/tasks\?region=ap-guangzhou&status=failed/)
})

test('without an account or region the list covers all of them, and a box chooses one', async ({ page }) => {
  await page.goto('/tasks')
  await expect(page.getByText('6 of 6 regions')).toBeVisible()
  const rows = await readRows(page)
  expect(new Set(rows.map(({ Region }) => Region)).size).toBeGreaterThan(1)
  await page.locator('summary').filter({ hasText: 'All regions' }).click()
  await page.getByRole('checkbox', { name: 'Frankfurt' }).check()
  await expect(page).toHaveURL(/region=eu-frankfurt/)
  await expect(page.getByText('No task started in this range')).toBeVisible()
  await page.getByRole('button', { name: 'Look in every region' }).click()
  await expect(page.getByText('6 of 6 regions')).toBeVisible()
})

test('filters narrow the list, stand as pills, and go one by one', async ({ page }) => {
  await page.goto(DOCUMENTED)
  await expect(page.getByRole('status').filter({ hasText: '10 tasks' })).toBeVisible()
  const failed = page.getByRole('button', { name: 'Failed 3', exact: true })
  await expect(failed).toHaveAttribute('aria-pressed', 'false')
  await failed.click()
  await expect(page).toHaveURL(/status=failed/)
  await expect(failed).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByText('3 tasks', { exact: true })).toBeVisible()
  await page.getByText('Any type').click()
  await page.getByRole('checkbox', { name: 'Data import' }).check()
  await expect(page.getByText('2 tasks', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: 'Remove filter Failed' }).click()
  await expect(page.getByText('3 tasks', { exact: true })).toBeVisible()
  await page.goBack()
  await expect(page.getByText('2 tasks', { exact: true })).toBeVisible()
})

test('the find box knows an instance by its shape', async ({ page }) => {
  await page.goto(DOCUMENTED)
  const find = page.getByRole('textbox', { name: 'Search or paste an id' })
  await find.fill('  CDB-GT70M8AA ')
  await find.press('Enter')
  await expect(page).toHaveURL(/instance=cdb-gt70m8aa/)
  await expect(page.getByText('2 tasks', { exact: true })).toBeVisible()
})

test('what is too long to be searched for is refused in the box, and nothing is asked', async ({ page }) => {
  await page.goto(DOCUMENTED)
  const find = page.getByRole('textbox', { name: 'Search or paste an id' })
  await find.fill('x'.repeat(501))
  await find.press('Enter')
  await expect(find).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByText('At most 500 characters can be searched for. This has 501.')).toBeVisible()
  await expect(page).not.toHaveURL(/q=/)
})

test('an instance that does not exist: the cloud’s own code, in words', async ({ page }) => {
  await page.goto('/tasks?region=ap-guangzhou&instance=cdb-nosuch00')
  const alert = alertOn(page)
  await expect(alert).toContainText('No such instance in the regions asked')
  await expect(alert).toContainText('InvalidParameter.InstanceNotFound')
  await expect(alert).toContainText('RequestId')
})

test('a part of the address that is not understood is named, never silently dropped', async ({ page }) => {
  await page.goto('/tasks?region=ap-guangzhou&stauts=failed&type=nope')
  const notice = alertOn(page)
  await expect(notice).toContainText('There is no filter named “stauts”')
  await expect(notice).toContainText('“nope” is not a value of “type”')
  await expect(notice).toContainText('upgrade-master')
  await notice.getByRole('button', { name: 'Remove from the address' }).click()
  await expect(notice).toBeHidden()
  await expect(page).not.toHaveURL(/stauts/)
})

test('a region that is not configured is refused without a call, with a way out', async ({ page, cloud }) => {
  await cloud.forgetCalls()
  await page.goto('/tasks?region=ap-mars')
  await expect(alertOn(page)).toContainText('“ap-mars” is not a value of “region”')
  expect(await cloud.countCalls()).toBe(0)
  await page.getByRole('button', { name: 'Drop the filters' }).click()
  await expect(page.locator('[data-row]').first()).toBeVisible()
})

test('pages go on and back, and a page past the end says so', async ({ page }) => {
  await page.goto('/tasks?region=ap-guangzhou&from=-7d&size=20')
  const first = await page.locator('[data-row]').first().getAttribute('data-row')
  await page.getByRole('link', { name: 'Next page' }).click()
  await expect(page).toHaveURL(/page=2/)
  await expect(page.locator('[data-row]').first()).not.toHaveAttribute('data-row', first ?? '')
  await page.goto('/tasks?region=ap-guangzhou&size=20&page=900')
  await expect(page.getByText('This page is past the end')).toBeVisible()
  await page.getByRole('button', { name: 'To the first page' }).click()
  await expect(page.locator('[data-row]')).toHaveCount(20)
})

test('a click on the head of a column sorts, and another turns the order round', async ({ page }) => {
  await page.goto(DOCUMENTED)
  await expect(page.locator('[data-row]').first()).toContainText('51788')
  const head = page.getByRole('columnheader', { name: 'Duration' })
  await head.getByRole('button').click()
  await expect(page).toHaveURL(/sort=-duration/)
  await expect(page.locator('[data-row]').first()).toContainText('15974')
  await expect(head).toHaveAttribute('aria-sort', 'descending')
  await head.getByRole('button').click()
  await expect(page).toHaveURL(/sort=duration/)
  await expect(page.locator('[data-row]').last()).toContainText('15974')
  await expect(head).toHaveAttribute('aria-sort', 'ascending')
})

test('times turn to UTC by the address', async ({ page }) => {
  await page.goto(DOCUMENTED)
  await expect(page.getByRole('row', { name: /15970/ })).toContainText('2017-06-27 16:46:52')
  await page.getByRole('combobox', { name: 'Times in' }).selectOption('utc')
  await expect(page).toHaveURL(/tz=utc/)
  await expect(page.getByRole('row', { name: /15970/ })).toContainText('2017-06-27 08:46:52')
  await expect(page.getByRole('columnheader', { name: 'Started (UTC)' })).toBeVisible()
})

test('a custom range is written in the chosen zone', async ({ page }) => {
  await page.goto(DOCUMENTED)
  await page.getByRole('textbox', { name: 'From' }).fill('2017-06-27 16:40:00')
  await page.getByRole('textbox', { name: 'To' }).fill('2017-06-27 17:05:00')
  await page.getByRole('button', { name: 'Apply' }).click()
  await expect(page).toHaveURL(/from=2017-06-27T08:40:00Z&to=2017-06-27T09:05:00Z/)
  await expect(page.getByText('3 tasks', { exact: true })).toBeVisible()
})

test('everything by keyboard: / finds, j and k move, Enter opens, ? lists', async ({ page }) => {
  await page.goto(DOCUMENTED)
  await page.locator('[data-row]').first().waitFor()
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await expect(page.getByRole('link', { name: '15976' })).toBeFocused()
  await page.keyboard.press('k')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toContainText('51788')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog')).toContainText('Move along the rows')
  await page.keyboard.press('Escape')
  await page.keyboard.press('/')
  await expect(page.getByRole('textbox', { name: 'Search or paste an id' })).toBeFocused()
  await page.keyboard.type('j?')
  await expect(page.getByRole('textbox', { name: 'Search or paste an id' })).toHaveValue('j?')
})

test('a cookie hides no column that a row is opened by', async ({ page, context, app }) => {
  await context.addCookies([{ name: 'preferences', value: encodeURIComponent('hide=job,region'), url: app.url }])
  await page.goto(DOCUMENTED)
  await expect(page.getByRole('link', { name: '15967', exact: true })).toBeVisible()
  await expect(page.getByRole('columnheader', { name: 'Region' })).toHaveCount(0)
})

test('single keys that are switched off do nothing, in the list and in the drawer', async ({ page, context, app }) => {
  const value = encodeURIComponent('theme=light&locale=en&density=comfortable&hide=&keys=off')
  await context.addCookies([{ name: 'preferences', value, url: app.url }])
  await page.goto(DOCUMENTED)
  await page.keyboard.press('?')
  await page.keyboard.press('j')
  await expect(page.getByRole('dialog')).toBeHidden()
  const drawer = await openTask(page, '15967')
  await page.keyboard.press(']')
  await page.keyboard.press('[')
  await expect(drawer.getByRole('heading', { level: 2 })).toContainText('15967')
  await page.keyboard.press('Escape')
  await expect(drawer).toBeHidden()
})

test('the job id is a real link: a new tab shows the same list with the drawer open', async ({ page, context }) => {
  await page.goto(DOCUMENTED)
  const [tab] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('link', { name: '15967' }).click({ modifiers: ['ControlOrMeta'] }),
  ])
  await expect(tab.getByRole('dialog')).toContainText('2,000 MB')
  await expect(page.getByRole('dialog')).toBeHidden()
})

test('columns and rows look as one browser likes them, also after a reload', async ({ page }) => {
  await page.goto(DOCUMENTED)
  await page.getByText('Columns', { exact: true }).click()
  await page.getByRole('checkbox', { name: 'Region' }).uncheck()
  await expect(page.getByRole('columnheader', { name: 'Region' })).toBeHidden()
  await page.reload()
  await expect(page.getByRole('columnheader', { name: 'Job' })).toBeVisible()
  await expect(page.getByRole('columnheader', { name: 'Region' })).toBeHidden()
})

test('Chinese, chosen and remembered, in the official terms', async ({ page }) => {
  await page.goto(DOCUMENTED)
  await page.getByRole('button', { name: '简体中文' }).click()
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await expect(page.getByRole('row', { name: /15967/ })).toContainText('主实例升级')
  await expect(page.getByRole('row', { name: /15970/ })).toContainText('执行失败')
  await page.getByRole('link', { name: '15967' }).click()
  await page.getByRole('dialog').getByText('个未变化的字段').click()
  await expect(page.getByRole('dialog')).toContainText('成都二区')
})

test('a range that is no preset stands in its boxes, and applying it unchanged changes nothing', async ({ page }) => {
  await page.goto('/tasks?region=ap-guangzhou&from=-2w')
  await expect(page.getByLabel('From')).toHaveValue('-2w')
  await page.getByRole('button', { name: 'Apply' }).click()
  await expect(page).toHaveURL(/from=-2w$/)
})

test('a closed drawer leaves no step behind in the history', async ({ page }) => {
  await page.goto('/healthz', { waitUntil: 'load' })
  await page.goto(DOCUMENTED)
  const list = page.url()
  for (const job of ['15967', '15970']) {
    await page.getByRole('link', { name: job, exact: true }).click()
    await expect(page.getByRole('dialog')).toContainText(job)
    await page.keyboard.press('Escape')
    await expect(page).toHaveURL(list)
  }
  await page.goBack({ waitUntil: 'load' })
  await expect(page).toHaveURL(/healthz$/)
})

test('in a low window the page scrolls: nothing stands over the rows', async ({ page }) => {
  for (const height of [600, 480]) {
    await page.setViewportSize({ width: 1366, height })
    await page.goto('/tasks?region=ap-guangzhou&from=-7d&at=-2h')
    const rows = await page.locator('section:has(> table[data-rows])').boundingBox()
    const pager = await page.getByRole('combobox', { name: 'Rows per page' }).boundingBox()
    expect((rows?.y ?? 0) + (rows?.height ?? 0)).toBeLessThanOrEqual(pager?.y ?? 0)
    expect(rows?.height).toBeGreaterThan(140)
  }
})
