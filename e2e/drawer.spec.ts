import { DOCUMENTED, expect, openTask, test } from './test'

test.describe('each documented task can be read in its drawer', () => {
  test.beforeEach(({ page }) => page.goto(DOCUMENTED))

  test('upgrade 15967: 1,000 → 2,000 MB and 50 → 100 GB, in Chengdu Zone 2', async ({ page }) => {
    const drawer = await openTask(page, '15967')
    await expect(drawer.getByRole('heading', { level: 2 })).toHaveText('Succeeded · Primary instance upgrade · 15967')
    const memory = drawer.locator('dl > div', { hasText: 'Memory' }).first()
    await expect(memory).toContainText('1,000 MB')
    await expect(memory).toContainText('2,000 MB')
    await expect(memory).toContainText('×2')
    const disk = drawer.locator('dl > div', { hasText: 'Disk' }).first()
    await expect(disk).toContainText('50 GB')
    await expect(disk).toContainText('100 GB')
    await drawer.getByText('unchanged fields').click()
    await expect(drawer.locator('dl > div', { hasText: 'Primary zone' }).first()).toContainText('Chengdu Zone 2')
    await expect(drawer).toContainText('20170627160000060843141595228010')
    await expect(drawer).toContainText('cdb-gt70m8aa')
  })

  test('upgrade 15974: only the disk changed', async ({ page }) => {
    const drawer = await openTask(page, '15974')
    await expect(drawer.locator('dl > div', { hasText: 'Disk' }).first()).toContainText('100 GB')
    await expect(drawer.getByText('8 unchanged fields')).toBeVisible()
  })

  test('parameter change 15969: back_log 210 → 2, with the command that undoes it', async ({ page }) => {
    const drawer = await openTask(page, '15969')
    const row = drawer.getByRole('row', { name: /back_log/ })
    await expect(row.getByRole('cell')).toHaveText(['back_log', '210', '2', '0', 'ok'])
    await expect(drawer.locator('code', { hasText: 'ModifyInstanceParam' })).toContainText(
      '"Name":"back_log","CurrentValue":"210"',
    )
  })

  test('import 15970: ERROR 1064 (42000) at line 1, the warning set apart', async ({ page }) => {
    const drawer = await openTask(page, '15970')
    await expect(drawer).toContainText('ERROR 1064 (42000) at line 1: You have an error in your SQL syntax')
    await expect(drawer.getByText('joell=skyler', { exact: true })).toBeVisible()
    await expect(drawer.getByText('The server could not parse the SQL.')).toBeVisible()
    await expect(drawer.getByText('Using a password on the command line')).toBeHidden()
    await drawer.getByText('Other lines of the message').click()
    await expect(drawer.getByText('Using a password on the command line')).toBeVisible()
    await expect(drawer).toContainText('skyler.sql')
    await expect(drawer).toContainText('12 B')
  })

  test('import 15971: ERROR 2006 (HY000), 5,857,113 bytes', async ({ page }) => {
    const drawer = await openTask(page, '15971')
    await expect(drawer).toContainText('ERROR 2006 (HY000) at line 1: MySQL server has gone away')
    await expect(drawer).toContainText('5.6 MiB')
    await expect(drawer).toContainText('5,857,113 B')
  })

  test('import 15972: 19 seconds', async ({ page }) => {
    const drawer = await openTask(page, '15972')
    await expect(drawer.locator('dl > div', { hasText: 'Took' })).toContainText('19 s')
    await expect(drawer).toContainText('LearningSQLExample.sql')
  })

  test('batch rollback 51695: monitor_alarm → monitor_alarm_bak_1, test → test_bak', async ({ page }) => {
    const drawer = await openTask(page, '51695')
    await expect(drawer.getByRole('row', { name: /monitor_alarm_bak_1/ }).getByRole('cell')).toHaveText([
      'monitor_master',
      'monitor_alarm',
      'monitor_alarm_bak_1',
    ])
    await expect(drawer.getByRole('row', { name: /test_bak/ }).getByRole('cell')).toHaveText(['test', 'test_bak'])
    await expect(drawer).toContainText('2017-04-06 16:00:00')
  })

  test('SQL operation 51788: clear_test: dial tcp :0: connection refused', async ({ page }) => {
    const drawer = await openTask(page, '51788')
    await expect(drawer.getByRole('row', { name: /clear_test/ }).getByRole('cell')).toHaveText([
      'clear_test',
      '3',
      'dial tcp :0: connection refused',
    ])
    await expect(drawer).toContainText('0 ok, 1 failed')
    await expect(drawer.getByText('-5003', { exact: true })).toBeVisible()
  })

  for (const jobId of ['15964', '15976']) {
    test(`initialization ${jobId}: utf8, port 3306, the table-name rule in words`, async ({ page }) => {
      const drawer = await openTask(page, jobId)
      await expect(drawer.locator('dl > div', { hasText: 'Port' }).first()).toContainText('3306')
      await expect(drawer.locator('dl > div', { hasText: 'Character set' })).toContainText('utf8')
      await expect(drawer).toContainText('Case-sensitive, stored as given')
    })
  }
})

test('the raw item is one click away, as it came', async ({ page }) => {
  await page.goto(DOCUMENTED)
  const drawer = await openTask(page, '15969')
  await drawer.getByText('As it came', { exact: true }).click()
  await expect(drawer.getByText('"2017-06-27 16:34:25"')).toBeVisible()
  await expect(drawer.getByText('CurrentValue', { exact: true })).toBeVisible()
})

test('Back closes the drawer, focus returns to its row, and Escape closes one layer', async ({ page }) => {
  await page.goto(DOCUMENTED)
  await openTask(page, '15967')
  await expect(page).toHaveURL(/task=default\/ap-guangzhou\/15967@2017-06-27T07:13:52Z/)
  await page.goBack()
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(page.getByRole('link', { name: '15967' })).toBeFocused()
  await openTask(page, '15967')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(page).not.toHaveURL(/task=/)
  await expect(page.getByRole('link', { name: '15967' })).toBeFocused()
})

test('a browser that closes the dialog without asking takes the task out of the address too', async ({ page }) => {
  await page.goto(DOCUMENTED)
  const drawer = await openTask(page, '15967')
  // As Chromium does on Escape where nobody has touched the page since the last dialog.
  await drawer.evaluate((element: HTMLDialogElement) => element.close())
  await expect(page).not.toHaveURL(/task=/)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page.getByRole('link', { name: '15967' })).toBeFocused()
})

test('[ and ] go to the neighbours, and closing gives focus to the row it ended on', async ({ page }) => {
  await page.goto(DOCUMENTED)
  const drawer = await openTask(page, '51788')
  await expect(drawer.getByText('1 of 10')).toBeVisible()
  await page.keyboard.press(']')
  await expect(drawer.getByRole('heading', { level: 2 })).toContainText('15976')
  await expect(page).toHaveTitle(/Initialization · 15976/)
  await page.keyboard.press('[')
  await expect(drawer.getByRole('heading', { level: 2 })).toContainText('51788')
  await page.keyboard.press(']')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('link', { name: '15976' })).toBeFocused()
})

test('a row opens by a click anywhere, but not while text is being selected', async ({ page }) => {
  await page.goto(DOCUMENTED)
  const message = await page.getByText('ERROR 1064').boundingBox()
  if (!message) throw new Error('the message has no place on the screen')
  const middle = message.y + message.height / 2
  await page.mouse.move(message.x + 2, middle)
  await page.mouse.down()
  await page.mouse.move(message.x + 150, middle, { steps: 5 })
  await page.mouse.up()
  expect(await page.evaluate(() => window.getSelection()?.toString())).toContain('ERROR')
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.evaluate(() => window.getSelection()?.removeAllRanges())
  await page.getByRole('row', { name: /15970/ }).getByText('Data import').click()
  await expect(page.getByRole('dialog')).toBeVisible()
})

test('copies the link, and the message for chat with the address on its own line', async ({ page, context, app }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(DOCUMENTED)
  const drawer = await openTask(page, '15970')
  await drawer.getByRole('button', { name: 'Link' }).click()
  const link = `${app.url}/tasks/default/ap-guangzhou/15970?start=2017-06-27T08:46:52Z`
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link)
  await drawer.getByRole('button', { name: 'Message for chat' }).click()
  const chat = await page.evaluate(() => navigator.clipboard.readText())
  expect(chat.split('\n')).toEqual([
    'Failed · Data import · 15970',
    'Guangzhou · 2017-06-27 16:46:52 (+08:00) · 31 s',
    expect.stringMatching(/^ERROR 1064 \(42000\) at line 1/),
    link,
  ])
  await drawer.getByRole('button', { name: 'tccli' }).click()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(
    "tccli cdb DescribeTasks --region ap-guangzhou --StartTimeBegin '2017-06-27 16:46:52'",
  )
})
