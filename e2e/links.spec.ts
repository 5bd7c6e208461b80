import { alertOn, DOCUMENTED, expect, ownRange, test } from './test'

test('a task’s permalink opens with one upstream call', async ({ page, cloud }) => {
  await cloud.forgetCalls()
  await page.goto('/tasks/default/ap-guangzhou/15972?start=2017-06-27T09:02:29Z')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Succeeded · Data import · 15972')
  await expect(page).toHaveTitle('Succeeded · Data import · 15972 · cdb-tasks')
  await expect(page.getByText('LearningSQLExample.sql', { exact: true })).toBeVisible()
  expect(await cloud.countTaskCalls()).toBe(1)
})

test('a permalink’s first HTML has the title that a chat shows, and the task', async ({ request }) => {
  const html = await (await request.get('/tasks/default/ap-guangzhou/15970?start=2017-06-27T08:46:52Z')).text()
  expect(html).toContain('<title>Failed · Data import · 15970 · cdb-tasks</title>')
  expect(html).toContain('skyler.sql')
})

test('a list with the drawer of a row off the page opens with two calls', async ({ page, cloud }) => {
  await cloud.forgetCalls()
  await page.goto(
    '/tasks?region=ap-guangzhou&from=2017-06-27T09:00:00Z&to=2017-06-27T09:10:00Z&task=default/ap-guangzhou/51695@2017-04-06T12:42:59Z',
  )
  await expect(page.getByRole('dialog')).toContainText('monitor_alarm_bak_1')
  await expect(page.getByRole('dialog')).toContainText('not among the rows listed')
  expect(await cloud.countTaskCalls()).toBe(2)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(page).not.toHaveURL(/task=/)
})

test('a permalink without a start is found by a bounded search', async ({ page }) => {
  await page.goto('/tasks/default/eu-frankfurt/1')
  await expect(alertOn(page)).toContainText('This task was not found')
  await expect(alertOn(page)).toContainText(/looked at \d+ tasks/)
})

test('a permalink of an account or region that is not configured is refused without a call', async ({
  page,
  cloud,
}) => {
  await cloud.forgetCalls()
  await page.goto('/tasks/default/ap-nowhere/1?start=2017-06-27T09:02:29Z')
  await expect(alertOn(page)).toContainText('ap-guangzhou')
  expect(await cloud.countCalls()).toBe(0)
})

test('the live shape: the newest of a type opens without an error, whatever became of it', async ({ page }) => {
  test.slow()
  for (const type of ['import-data', 'upgrade-master', 'modify-param', 'rollback', 'sql-operation', 'initial']) {
    await page.goto(`/tasks?region=ap-shanghai&from=-30d&type=${type}`)
    await page.locator('a[data-row-link]').first().click()
    const drawer = page.getByRole('dialog')
    await expect(drawer.locator('summary', { hasText: 'What was asked' })).toBeVisible()
    await expect(drawer.getByText('Being read…')).toHaveCount(0)
    await expect(drawer).not.toContainText(/undefined|NaN|\[object Object\]/)
  }
})

test('a type and a status that nobody has documented open, whole', async ({ page, cloud }) => {
  await cloud.serve('ap-guangzhou', [
    {
      JobId: 77,
      Type: 14,
      Status: 9,
      Code: 0,
      Message: '',
      Progress: 40,
      StartTime: '2024-01-01 10:00:00',
      EndTime: '0000-00-00 00:00:00',
      Data: [{ Brand: 'new', Deep: { list: [1, 2] } }],
    },
    {
      JobId: 78,
      TaskType: 'CLONE INSTANCE',
      TaskStatus: 'ROLLBACKING',
      StartTime: '2024-01-01 10:00:01',
      EndTime: '',
      InstanceIds: ['cdb-clone123'],
      AsyncRequestId: '',
      TaskAttachInfo: [{ AttachKey: 'Mystery', AttachValue: '7' }],
    },
  ])
  await page.goto(`/tasks?region=ap-guangzhou&${ownRange()}`)
  await page.getByRole('link', { name: '77', exact: true }).click()
  await expect(page.getByRole('dialog')).toContainText('Unknown status (9) · Unknown type (14) · 77')
  await expect(page.getByRole('dialog')).toContainText('"new"')
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: '78', exact: true }).click()
  await expect(page.getByRole('dialog')).toContainText('Unknown type (CLONE INSTANCE)')
  await expect(page.getByRole('dialog')).toContainText('Mystery')
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Unknown status 2', exact: true }).click()
  await expect(page).toHaveURL(/status=unknown/)
  await expect(page.getByRole('button', { name: 'Remove filter Unknown status' })).toBeVisible()
  await page.getByText('Any type').click()
  await page.getByRole('checkbox', { name: 'Unknown type' }).check()
  await expect(page).toHaveURL(/type=unknown/)
  await expect(page.locator('[data-row]')).toHaveCount(2)
})

test('the demo’s ten documented tasks are all there', async ({ page }) => {
  await page.goto(DOCUMENTED)
  for (const job of [15964, 51788, 15967, 15969, 15970, 15971, 15972, 15974, 15976, 51695]) {
    await expect(page.getByRole('link', { name: String(job) })).toBeVisible()
  }
})

test('what a tracker hung onto a permalink is named and left out; the task is shown', async ({ page, cloud }) => {
  await cloud.forgetCalls()
  await page.goto('/tasks/default/ap-guangzhou/15970?start=2017-06-27T08:46:52Z&utm_source=chat')
  await expect(alertOn(page)).toContainText('There is no filter named “utm_source”')
  await expect(page.getByText('skyler.sql', { exact: true })).toBeVisible()
  expect(await cloud.countTaskCalls()).toBe(1)
  await page.getByRole('link', { name: 'Remove from the address' }).click()
  await expect(page).toHaveURL(/15970\?start=2017-06-27T08:46:52Z$/)
  await expect(page.getByText('skyler.sql', { exact: true })).toBeVisible()
  await expect(alertOn(page)).toBeHidden()
})
