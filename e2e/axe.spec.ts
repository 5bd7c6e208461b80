import {
  alertOn,
  choose,
  DOCUMENTED,
  expect,
  expectNoAxeViolations,
  locales,
  openTask,
  ownDay,
  ownRange,
  test,
} from './test'

for (const locale of locales) {
  test.describe(`axe: ${locale}`, () => {
    test.beforeEach(({ context, app }) => choose(context, app, locale))

    test('rows in every state, filters and menus', async ({ page }) => {
      test.slow()
      await page.goto(
        '/tasks?region=ap-guangzhou&from=-48h&type=upgrade-master,import-data&status=failed,active,succeed&size=20',
      )
      await expect(page.locator('[data-row]').first()).toBeVisible()
      await expectNoAxeViolations(page)
      await page.locator('header summary').click()
      await expectNoAxeViolations(page, 'header')
      await page.keyboard.press('Escape')
      const menus = page.locator('main summary')
      for (let index = 0; index < (await menus.count()); index++) {
        await menus.nth(index).click()
        await expectNoAxeViolations(page, 'details[open]')
        await page.keyboard.press('Escape')
      }
      await page.getByRole('slider').focus()
      await page.keyboard.press('ArrowLeft')
      await expectNoAxeViolations(page, 'section:has([role=slider])')
    })

    test('some regions down, old or silent, and what can not be answered without them', async ({ page, cloud }) => {
      test.slow()
      const address = `/tasks?${ownDay()}&size=20`
      await page.goto(address)
      await expect(page.locator('[data-row]').first()).toBeVisible()
      const down = { kind: 'error', code: 'InternalError.DesError', message: 'x' }
      await cloud.fault({ ...down, region: 'ap-beijing' })
      // Of the first question there are older rows, of the second none.
      for (const [question, moreDown] of [
        [address, null],
        [`/tasks?${ownDay()}&size=20`, null],
        [`/tasks?${ownDay()}&size=20`, { ...down, region: 'ap-guangzhou' }],
        [`/tasks?${ownRange()}&sort=-duration`, null],
      ] as const) {
        if (moreDown) await cloud.fault(moreDown)
        await expect(async () => {
          await page.goto(question)
          await expect(alertOn(page)).toBeVisible({ timeout: 2_000 })
        }).toPass({ timeout: 30_000 })
        await expectNoAxeViolations(page, 'main')
      }
      await cloud.endFaults()
      // One that has answered so far: what keeps failing is not asked.
      await cloud.fault({ kind: 'stall', region: 'ap-singapore' })
      await page.goto(`/tasks?${ownDay()}&q=x`)
      await page.locator('main progress').first().waitFor()
      await expectNoAxeViolations(page, 'main')
    })

    test('every drawer', async ({ page }) => {
      test.slow()
      await page.goto(DOCUMENTED)
      for (const jobId of ['15967', '15969', '15970', '51695', '51788', '15964']) {
        await openTask(page, jobId)
        await expectNoAxeViolations(page, 'dialog')
        await page.keyboard.press('Escape')
        await expect(page.getByRole('dialog')).toBeHidden()
      }
      await page.goto('/tasks/default/ap-guangzhou/15970?start=2017-06-27T08:46:52Z')
      await expectNoAxeViolations(page)
    })

    test('empty, filtered empty, past the end, refused, failing, not understood, not found', async ({
      page,
      cloud,
    }) => {
      test.slow()
      await cloud.fault({ kind: 'error', code: 'InternalError.DesError', message: 'x', region: 'ap-beijing' })
      for (const address of [
        '/tasks?region=eu-frankfurt',
        '/tasks?region=eu-frankfurt&status=failed',
        '/tasks?region=ap-guangzhou&page=900',
        '/tasks?region=ap-guangzhou&q=nothing-has-this',
        `/tasks?region=ap-beijing&${ownDay()}`,
        '/tasks?region=ap-guangzhou&nope=1',
        '/nowhere',
      ]) {
        await page.goto(address)
        await page.locator('main').waitFor()
        await expectNoAxeViolations(page)
      }
    })
  })
}

test('at 320 px nothing but the table scrolls sideways', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 })
  for (const address of [
    '/tasks',
    '/tasks?region=ap-guangzhou',
    DOCUMENTED,
    '/tasks/default/ap-guangzhou/15970?start=2017-06-27T08:46:52Z',
  ]) {
    await page.goto(address)
    await page.locator('main').waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
  }
  await page.goto(`${DOCUMENTED}&task=default/ap-guangzhou/15967@2017-06-27T07:13:52Z`)
  const drawer = page.getByRole('dialog')
  await expect(drawer).toContainText('2,000 MB')
  expect(await drawer.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0)
  await expectNoAxeViolations(page)
})
