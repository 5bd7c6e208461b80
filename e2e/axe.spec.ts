import { DOCUMENTED, expect, expectNoAxeViolations, openTask, test } from './test'

for (const locale of ['en', 'zh-CN']) {
  for (const theme of ['light', 'dark']) {
    test.describe(`axe: ${locale}, ${theme}`, () => {
      test.beforeEach(async ({ context, app }) => {
        const value = encodeURIComponent(`theme=${theme}&locale=${locale}&density=comfortable&hide=&keys=on`)
        await context.addCookies([{ name: 'preferences', value, url: app.url }])
      })

      test('rows in every state, filters and menus', async ({ page }) => {
        test.slow()
        await page.goto(
          '/tasks?region=ap-guangzhou&from=-48h&type=upgrade-master,import-data&status=failed,active,succeed&size=20',
        )
        await expect(page.locator('[data-row]').first()).toBeVisible()
        await expectNoAxeViolations(page)
        await page.locator('header summary').click()
        await expectNoAxeViolations(page, 'header')
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
          '/tasks?region=ap-guangzhou&q=x',
          '/tasks?region=ap-beijing',
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
}

test('at 320 px nothing but the table scrolls sideways', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 })
  for (const address of [
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
