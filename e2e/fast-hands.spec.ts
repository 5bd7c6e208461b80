import type { Page } from '@playwright/test'
import { DOCUMENTED, expect, openTask, test } from './test'

const WIDER = DOCUMENTED.replace('2017-04-06', '2017-04-01')

/** Clicks, or presses Escape, as often as asked before the browser has answered the first. */
async function closeTwice(page: Page, how: 'Escape' | 'cross' | 'backdrop') {
  await page.evaluate((how) => {
    const dialog = document.querySelector('dialog')
    const cross = dialog?.querySelector<HTMLElement>('button[aria-label="Close"]')
    for (let turn = 0; turn < 2; turn++) {
      if (how === 'cross') cross?.click()
      if (how === 'backdrop') dialog?.click()
      if (how === 'Escape') dialog?.dispatchEvent(new Event('cancel', { cancelable: true }))
    }
  }, how)
}

for (const how of ['Escape', 'cross', 'backdrop'] as const) {
  test(`closing twice at once by ${how} closes the drawer and leaves the list`, async ({ page }) => {
    await page.goto(WIDER)
    await page.goto(DOCUMENTED)
    await openTask(page, '15967')
    await expect(page.locator('dialog:modal')).toBeVisible()
    await closeTwice(page, how)
    await expect(page.getByRole('dialog')).toHaveCount(0)
    // Whatever else was on its way has arrived by then.
    await openTask(page, '15974')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    expect(new URL(page.url()).search).toBe(new URL(DOCUMENTED, page.url()).search)
  })
}

test('two rows clicked at once are one step of the history', async ({ page }) => {
  await page.goto(DOCUMENTED)
  await openTask(page, '15967')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  const before = await page.evaluate(() => history.length)
  await page.evaluate(() => {
    const links = [...document.querySelectorAll<HTMLElement>('a[data-row-link]')]
    for (const id of ['15967', '15974']) links.find((link) => link.textContent === id)?.click()
  })
  await expect(page.getByRole('dialog').getByRole('heading', { level: 2 })).toContainText('15974')
  expect(await page.evaluate(() => history.length)).toBe(before)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('Escape counts before the drawer’s code has come', async ({ page }) => {
  await page.goto(DOCUMENTED)
  await page.route('**/_next/static/**', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    await route.continue()
  })
  const code = page.waitForEvent('requestfinished', (request) => request.url().includes('/_next/static/'))
  await page.getByRole('link', { name: '15967' }).click()
  await expect(page).toHaveURL(/task=/)
  await page.keyboard.press('Escape')
  await expect(page).not.toHaveURL(/task=/)
  await code
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('a double click on a row opens it once and leaves it open', async ({ page }) => {
  await page.goto(DOCUMENTED)
  await openTask(page, '15967')
  await page.keyboard.press('Escape')
  const row = page.getByRole('row', { name: /15967/ })
  await row.getByText('Primary instance upgrade').dblclick({ delay: 60 })
  await expect(page.locator('dialog:modal')).toBeVisible()
  await page.keyboard.press(']')
  await expect(page.getByRole('dialog').getByRole('heading', { level: 2 })).not.toContainText('15967')
})

test('the second press of a double click on a row presses nothing in the drawer; later ones do', async ({ page }) => {
  await page.goto(DOCUMENTED)
  const drawer = await openTask(page, '15967')
  await expect(page.locator('dialog:modal')).toBeVisible()
  const place = await drawer.getByRole('button', { name: 'Next task' }).boundingBox()
  if (!place) throw new Error('the button has no place on the screen')
  await page.mouse.move(place.x + place.width / 2, place.y + place.height / 2)
  await page.mouse.down({ clickCount: 2 })
  await page.mouse.up({ clickCount: 2 })
  const heading = drawer.getByRole('heading', { level: 2 })
  await expect(heading).toContainText('15967')
  await page.mouse.down()
  await page.mouse.up()
  await expect(heading).not.toContainText('15967')
  const following = (await heading.textContent()) ?? ''
  await page.mouse.down({ clickCount: 2 })
  await page.mouse.up({ clickCount: 2 })
  await expect(heading).not.toHaveText(following)
})

test('a click on a row that is meant for a tab or a selection does not open the drawer here', async ({ page }) => {
  await page.goto(DOCUMENTED)
  const cell = page.getByRole('row', { name: /15967/ }).getByText('Primary instance upgrade')
  for (const key of ['Control', 'Shift'] as const) await cell.click({ modifiers: [key] })
  await page.getByRole('row', { name: /15974/ }).getByText('Primary instance').first().hover()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(page).not.toHaveURL(/task=/)
})

test('a link to a task opens it where the list behind it cannot be read', async ({ page }) => {
  await page.goto(`${DOCUMENTED}&instance=cdb-gone1234&task=default/ap-guangzhou/15967@2017-06-27T07:13:52Z`)
  const drawer = page.getByRole('dialog')
  await expect(drawer.getByRole('heading', { level: 2 })).toHaveText('Succeeded · Primary instance upgrade · 15967')
  await expect(drawer.getByText('×2').first()).toBeVisible()
})

test('the drawer of the task that is pointed at is laid out unseen: it asks nobody, and no key reaches it', async ({
  page,
}) => {
  const asked: string[] = []
  page.on('request', (request) => request.url().includes('/api/tasks/') && asked.push(request.url()))
  await page.goto(DOCUMENTED)
  await page.getByRole('row', { name: /15970/ }).hover()
  const prepared = page.locator('dialog:not([open])')
  await expect(prepared.locator('h2')).toContainText('15970')
  await expect(prepared).toHaveCSS('visibility', 'hidden')
  expect((await prepared.boundingBox())?.height).toBeGreaterThan(500)
  await expect(page.getByRole('dialog')).toHaveCount(0)
  for (let press = 0; press < 40; press++) await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.closest('dialog'))).toBe(null)
  expect(asked).toEqual([])
  await page.mouse.move(2, 2)
  await page.getByRole('heading', { level: 1 }).focus()
  await expect(prepared).toHaveCount(0)
  // The keys that move along the rows point as well, and what opens is what was asked for.
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await expect(prepared.locator('h2')).toContainText('15976')
  await openTask(page, '15967')
  await expect(page.getByRole('dialog').getByText('1,000 MB').first()).toBeVisible()
})

test('a finger prepares nothing: it may be about to scroll', async ({ browser, app }) => {
  const context = await browser.newContext({ hasTouch: true, baseURL: app.url })
  const page = await context.newPage()
  await page.goto(DOCUMENTED)
  const row = page.getByRole('row', { name: /15970/ })
  const place = await row.boundingBox()
  if (!place) throw new Error('the row has no place on the screen')
  const touch = await context.newCDPSession(page)
  const touchPoints = [{ x: place.x + 300, y: place.y + 10 }]
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints })
  await page.waitForTimeout(500)
  await expect(page.locator('dialog')).toHaveCount(0)
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await context.close()
})

test('a row that the keys go up to is not hidden behind the header', async ({ page }) => {
  await page.setViewportSize({ width: 1_280, height: 500 })
  await page.goto('/tasks?region=ap-shanghai&from=-30d')
  for (let press = 0; press < 25; press++) await page.keyboard.press('j')
  for (let press = 0; press < 15; press++) {
    await page.keyboard.press('k')
    const [header, row] = await page.evaluate(() => [
      document.querySelector('thead')?.getBoundingClientRect().bottom ?? 0,
      document.activeElement?.getBoundingClientRect().top ?? 0,
    ])
    expect(row).toBeGreaterThanOrEqual(header ?? 0)
  }
})
