import { alertOn, choose, expect, expectNoAxeViolations, locales, ownRange, test } from './test'

const ID = 'cdb-tl000001'
/** 08:00 to 24:00 in Beijing. */
const RANGE = 'from=2024-01-01T00:00:00Z&to=2024-01-01T16:00:00Z'
const PAGE = `/instances/${ID}?${RANGE}`

const item = (JobId: number, StartTime: string, EndTime: string | null, fields: object) => ({
  JobId,
  Code: 0,
  Message: '',
  Progress: 50,
  StartTime,
  EndTime: EndTime ?? '0000-00-00 00:00:00',
  Data: [{ InstanceId: ID }],
  ...fields,
})

const TASKS = [
  item(104, '2024-01-01 20:00:00', null, { Type: 11, Status: 1 }),
  item(103, '2024-01-01 18:00:00', '2024-01-01 18:00:01', { Type: 7, Status: 2 }),
  item(102, '2024-01-01 12:00:00', '2024-01-01 14:00:00', { Type: 3, Status: 3 }),
  item(101, '2024-01-01 10:00:00', '2024-01-01 16:00:00', { Type: 11, Status: 2 }),
  item(100, '2023-12-31 22:00:00', '2024-01-01 09:00:00', { Type: 10, Status: 2 }),
  item(99, '2023-12-31 22:00:00', '2023-12-31 23:00:00', { Type: 10, Status: 2 }),
]

test.describe('an instance', () => {
  test.beforeEach(({ cloud }) => cloud.serve('ap-beijing', TASKS))

  test('is found in its region, with what ran in the range as bars and as rows', async ({ page }) => {
    await page.goto(PAGE)
    await expect(page.getByRole('heading', { level: 1 })).toContainText(ID)
    await expect(page.getByRole('list', { name: 'Where it was found' })).toContainText('ap-beijing')
    await expect(page.getByRole('status').filter({ hasText: '5 tasks' })).toBeVisible()
    const timeline = page.getByRole('region', { name: /Timeline, 5 tasks/ })
    await expect(timeline.getByRole('link')).toHaveCount(5)
    await expect(timeline.getByRole('link', { name: 'Failed · Data import · 102 · ' })).toHaveAccessibleName(
      'Failed · Data import · 102 · 2024-01-01 12:00:00–14:00:00',
    )
    await expect(timeline.getByRole('link', { name: /104/ })).toHaveAccessibleName(/since .* still running/)
    await expect(page.locator('tbody [data-row]')).toHaveCount(5)
    await expect(page.getByRole('table')).toHaveAccessibleName(/what the timeline shows, in words/)
  })

  test('shows what overlaps in lanes of its own, each bar wide enough to be pressed', async ({ page }) => {
    await page.goto(PAGE)
    const boxOf = async (jobId: number) => {
      const box = await page.getByRole('link', { name: new RegExp(` · ${jobId} · `) }).boundingBox()
      if (!box) throw new Error(`${jobId} is not drawn`)
      return box
    }
    const [long, within, moment] = [await boxOf(101), await boxOf(102), await boxOf(103)]
    expect(within.y).toBeGreaterThan(long.y + 20)
    expect(within.x).toBeGreaterThan(long.x)
    expect(within.x + within.width).toBeLessThan(long.x + long.width)
    expect(Math.abs(moment.y - long.y)).toBeLessThan(2)
    expect(moment.width).toBeGreaterThanOrEqual(24)
    expect(moment.height).toBeGreaterThanOrEqual(24)
  })

  test('is walked along by keys; a task opens, and focus comes back to where it was opened', async ({ page }) => {
    await page.goto(PAGE)
    const bar = (jobId: number) => page.getByRole('link', { name: new RegExp(` · ${jobId} · `) })
    await page.keyboard.press('j')
    await expect(bar(104)).toBeFocused()
    await page.keyboard.press('j')
    await expect(bar(103)).toBeFocused()
    await page.keyboard.press('ArrowLeft')
    await expect(bar(102)).toBeFocused()
    await page.keyboard.press('k')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Enter')
    await expect(page).toHaveURL(/instances\/cdb-tl000001\?.*task=default\/ap-beijing\/102@/)
    const drawer = page.getByRole('dialog')
    await expect(drawer.getByRole('heading', { level: 2 })).toContainText('Failed · Data import · 102')
    await expect(drawer).toContainText('3 of 5')
    await page.keyboard.press('Escape')
    await expect(bar(102)).toBeFocused()
    await page.getByRole('row', { name: /102/ }).getByRole('link').click()
    await page.keyboard.press('Escape')
    await expect(page.getByRole('row', { name: /102/ }).getByRole('link')).toBeFocused()
    await page.keyboard.press('k')
    await expect(page.getByRole('row', { name: /103/ }).getByRole('link')).toBeFocused()
  })

  test('copies the link of a bar', async ({ page, context, app }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.goto(PAGE)
    await page.keyboard.press('j')
    await page.keyboard.press('y')
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toBe(`${app.url}${PAGE}&task=default/ap-beijing/104@2024-01-01T12:00:00Z`)
  })

  test('is zoomed by buttons, keys and wheel, and every step stands in the address', async ({ page }) => {
    await page.goto(PAGE)
    await page.getByRole('button', { name: 'Zoom in' }).click()
    await expect(page).toHaveURL(/from=2024-01-01T04:00:00Z&to=2024-01-01T12:00:00Z/)
    // Began before, and still there: the range is of what ran, not of what started.
    await expect(page.getByRole('link', { name: / · 101 · / })).toBeVisible()
    await expect(page.getByRole('link', { name: / · 100 · / })).toHaveCount(0)
    await page.keyboard.press('-')
    await expect(page).toHaveURL(/from=2024-01-01T00:00:00Z&to=2024-01-01T16:00:00Z/)
    await page.goBack()
    await expect(page).toHaveURL(/from=2024-01-01T04:00:00Z&to=2024-01-01T12:00:00Z/)
    await page.getByRole('group', { name: /Time axis/ }).focus()
    await page.keyboard.press('ArrowLeft')
    await expect(page).toHaveURL(/from=2024-01-01T02:00:00Z&to=2024-01-01T10:00:00Z/)
    await page.getByRole('region', { name: /Timeline/ }).hover()
    await page.keyboard.down('Control')
    await page.mouse.wheel(0, -300)
    await page.keyboard.up('Control')
    await expect(page).not.toHaveURL(/from=2024-01-01T02:00:00Z&to=2024-01-01T10:00:00Z/)
    await page.keyboard.press('0')
    await expect(page).toHaveURL(new RegExp(`/instances/${ID}$`))
  })

  test('is zoomed by a stroke over the axis', async ({ page }) => {
    await page.goto(PAGE)
    const axis = await page
      .getByRole('group', { name: /Time axis/ })
      .locator('svg')
      .first()
      .boundingBox()
    if (!axis) throw new Error('the axis is not drawn')
    const y = axis.y + axis.height / 2
    await page.mouse.move(axis.x + axis.width * 0.25, y)
    await page.mouse.down()
    await page.mouse.move(axis.x + axis.width * 0.5, y, { steps: 4 })
    await page.mouse.up()
    await expect(page).toHaveURL(/from=2024-01-01T0(3:59|4:00):\d\dZ&to=2024-01-01T0(7:59|8:00):\d\dZ/)
    await expect(page.getByRole('link', { name: / · 102 · / })).toHaveAccessibleName(/· 12:00:00–14:00:00$/)
  })

  test('keeps its filters and its zone in the address', async ({ page }) => {
    await page.goto(PAGE)
    await page.getByRole('button', { name: 'Failed', exact: true }).click()
    await expect(page).toHaveURL(/instances\/cdb-tl000001\?status=failed/)
    await expect(page.getByRole('region', { name: /Timeline, 1 task,/ })).toBeVisible()
    await page.getByRole('combobox', { name: 'Times in' }).selectOption('utc')
    await expect(page.getByRole('link', { name: / · 102 · / })).toHaveAccessibleName(/04:00:00–06:00:00$/)
  })

  test('is sought on where a region does not answer, which is named', async ({ page, cloud }) => {
    await cloud.fault({ kind: 'error', code: 'InternalError.DesError', message: 'x', region: 'ap-shanghai' })
    // A second more than the others ask for: what the server remembers of their range is whole.
    await page.goto(PAGE.replace('16:00:00Z', '16:00:01Z'))
    await expect(alertOn(page)).toContainText('Shanghai')
    await expect(alertOn(page)).toContainText('InternalError.DesError')
    await expect(page.getByRole('region', { name: /Timeline, 5 tasks/ })).toBeVisible()
    await cloud.endFaults()
    await page.getByRole('button', { name: 'Retry Shanghai' }).click()
    await expect(alertOn(page)).toBeHidden()
  })

  test('that no region knows is said to be unknown only where all regions answered', async ({ page, cloud }) => {
    await page.goto('/instances/cdb-nosuch00')
    await expect(alertOn(page)).toContainText('The cloud knows no instance cdb-nosuch00 here')
    await expect(alertOn(page)).toContainText('6 regions were asked')
    await cloud.fault({ kind: 'error', code: 'InternalError.DesError', message: 'x', region: 'ap-shanghai' })
    await page.goto('/instances/cdb-nosuch01')
    await expect(page.getByText('In 5 of 6 regions. It may be in what was not read: Shanghai.')).toBeVisible()
    await expect(page.getByText('The cloud knows no instance')).toBeHidden()
  })

  test('names what it does not understand, and asks nothing for what is no instance id', async ({ page, cloud }) => {
    await page.goto(`${PAGE}&instance=cdb-other000&page=2&stauts=failed`)
    for (const name of ['instance', 'page', 'stauts'])
      await expect(alertOn(page)).toContainText(`There is no filter named “${name}”`)
    await alertOn(page).getByRole('button', { name: 'Remove from the address' }).click()
    await expect(page).toHaveURL(new RegExp(`${RANGE}$`))
    await cloud.forgetCalls()
    await page.goto('/instances/9d21004b-3aa1896a-eeddca4b-a68f106d')
    await expect(alertOn(page)).toContainText('is not an instance id')
    await expect(alertOn(page).getByRole('link')).toHaveAttribute(
      'href',
      '/tasks?async=9d21004b-3aa1896a-eeddca4b-a68f106d',
    )
    expect(await cloud.countCalls()).toBe(0)
  })

  for (const locale of locales) {
    test(`axe: ${locale}`, async ({ page, context, app }) => {
      test.slow()
      await choose(context, app, locale)
      for (const address of [
        PAGE,
        `${PAGE}&nope=1`,
        '/instances/cdb-nosuch00',
        '/instances/1',
        `${PAGE}&type=reboot`,
      ]) {
        await page.goto(address)
        await page.locator('main').waitFor()
        await expectNoAxeViolations(page)
      }
    })
  }

  test('at 320 px nothing but timeline and table scrolls sideways', async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 })
    await page.goto(PAGE)
    const timeline = page.getByRole('region', { name: /Timeline/ })
    // The newest stand in sight.
    await expect.poll(() => timeline.evaluate((element) => element.scrollLeft)).toBeGreaterThan(300)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    await expectNoAxeViolations(page)
  })

  test('has its first rows and bars in the HTML, without a style of its own', async ({ request }) => {
    const html = await (await request.get(PAGE)).text()
    expect(html).toContain('Failed · Data import · 102')
    expect(html).not.toMatch(/<[^>]+ style="/)
  })
})

test.describe('the link to the latest task', () => {
  test.beforeEach(({ cloud }) => cloud.serve('ap-beijing', TASKS))
  const LATEST = `/tasks/latest?instance=${ID}&${RANGE}`
  const ownLatest = () => `/tasks/latest?instance=${ID}&${ownRange()}`

  test('opens the newest match, for this once, and keeps the zone', async ({ request }) => {
    const response = await request.get(`${LATEST}&type=import-data&tz=utc`, { maxRedirects: 0 })
    expect(response.status()).toBe(307)
    expect(response.headers().location).toBe('/tasks/default/ap-beijing/102?start=2024-01-01T04:00:00Z&tz=utc')
    expect(response.headers()['cache-control']).toContain('no-store')
  })

  test('says what was looked at where nothing matches', async ({ page }) => {
    await page.goto(`${LATEST}&type=drop-tables`)
    await expect(page.getByRole('heading', { name: 'No task matches' })).toBeVisible()
    await expect(page.locator('main')).toContainText(
      'Looked at all tasks that started from 2024-01-01 08:00:00 to 2024-01-02 00:00:00, in 6 regions.',
    )
    await expect(page.getByRole('link', { name: 'The task list with these filters' })).toHaveAttribute(
      'href',
      `/tasks?instance=${ID}&type=drop-tables&${RANGE}`,
    )
    await expectNoAxeViolations(page)
  })

  test('does not pretend: where a region failed there may be a newer one', async ({ page, cloud }) => {
    await cloud.fault({ kind: 'error', code: 'InternalError.DesError', message: 'x', region: 'ap-shanghai' })
    await page.goto(ownLatest())
    await expect(page.getByText('This may not be the newest')).toBeVisible()
    await expect(page.locator('main')).toContainText('ap-shanghai')
    await expect(page.locator('main')).toContainText('There may be a newer one.')
    await expectNoAxeViolations(page)
    await page.getByRole('link', { name: 'Open this task' }).click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText('104')
  })

  test('opens nothing for an address that it does not understand', async ({ page, cloud }) => {
    await cloud.forgetCalls()
    await page.goto(`${ownLatest()}&sort=started&type=nope`)
    await expect(alertOn(page)).toContainText('There is no filter named “sort”')
    await expect(alertOn(page)).toContainText('“nope” is not a value of “type”')
    expect(await cloud.countCalls()).toBe(0)
    await expectNoAxeViolations(page)
    await alertOn(page).getByRole('link', { name: 'Remove from the address' }).click()
    await expect(page).toHaveURL(/\/tasks\/default\/ap-beijing\/104/)
  })
})
