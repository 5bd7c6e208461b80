import fc from 'fast-check'
import documented from '../lib/tasks/fixtures/documented-reply.json' with { type: 'json' }
import { expect, ownRange, test } from './test'

const MARKUP = '<img src=x onerror=alert(1)><script>alert(2)</script>'
const BIDI = 'safe\u202Egnp.exe\u2066\u0007end'
const LONG = 'x'.repeat(100_000)
const ownList = () => `/tasks?region=ap-guangzhou&${ownRange()}`

const hostile = (text: string, JobId: number) => ({
  JobId,
  Type: 3,
  Status: 3,
  Code: text,
  Message: text,
  Progress: text,
  StartTime: '2024-01-01 10:00:00',
  EndTime: text,
  Data: [
    { FileName: text, FileSize: text, Database: text, CostTime: text, InstanceId: text, [text.slice(0, 50)]: text },
  ],
})

test('markup, bidi controls and 100 kB in every field are text, cut with a way to see it all', async ({
  page,
  cloud,
}) => {
  const dialogs: string[] = []
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    return dialog.dismiss()
  })
  await cloud.serve('ap-guangzhou', [hostile(MARKUP, 1), hostile(BIDI, 2), hostile(LONG, 3)])
  await page.goto(ownList())
  await expect(page.locator('[data-row]')).toHaveCount(3)
  await page.getByRole('link', { name: '1', exact: true }).click()
  const drawer = page.getByRole('dialog')
  await expect(drawer.getByText(MARKUP).first()).toBeVisible()
  await page.keyboard.press('[')
  await expect(drawer).toContainText('safe⟨U+202E⟩gnp.exe⟨U+2066⟩␇end')
  await page.keyboard.press('[')
  await expect(drawer.getByRole('heading', { level: 2 })).toContainText(' · 3')
  const more = drawer.getByRole('button', { name: 'Show all 100,000 characters' }).first()
  await more.click()
  await expect(drawer.getByText(LONG).first()).toBeAttached()
  expect(dialogs).toEqual([])
})

test('a wrong type in any field keeps the row, with that value as it came', async ({ page, cloud }) => {
  await cloud.serve('ap-guangzhou', [
    {
      JobId: 5,
      Type: { odd: 1 },
      Status: [3],
      Code: { deep: true },
      Message: ['a', 'b'],
      Progress: 'half',
      StartTime: '2024-01-01 10:00:00',
      EndTime: 'tomorrow',
      Data: 'text',
    },
    {
      JobId: 6,
      Type: 11,
      Status: 2,
      StartTime: '2024-01-01 10:00:00',
      Data: [{ Before: 3, After: { Memory: 'lots' } }, 7, null],
    },
    {
      JobId: 8,
      Type: 5,
      Status: 2,
      StartTime: '2024-01-01 10:00:00',
      Data: { Parameters: [{ Name: null, Code: 'x' }, 'odd'] },
    },
    { Type: 3 },
    'not even an object',
    { JobId: [3], Type: 3, Status: 2, StartTime: '2024-01-01 09:00:00', Data: '[]' },
  ])
  await page.goto(ownList())
  await expect(page.locator('[data-row]')).toHaveCount(6)
  await expect(page.locator('main')).not.toContainText(/undefined|NaN|\[object Object\]/)
  const links = page.locator('a[data-row-link]')
  for (let index = 0; index < 6; index++) {
    await links.nth(index).click()
    await expect(page.getByRole('dialog')).not.toContainText(/undefined|NaN|\[object Object\]/)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
  }
  await page.getByRole('link', { name: '5', exact: true }).click()
  for (const text of ['half', 'tomorrow', '{"deep":true}', '["a","b"]', '{"odd":1}', '[3]', '"text"']) {
    await expect(page.getByRole('dialog')).toContainText(text)
  }
})

test('an id that cannot be read is not passed off as one, and an empty payload not as none', async ({
  page,
  cloud,
}) => {
  await cloud.serve('ap-guangzhou', [{ JobId: [3], Type: 3, Status: 2, StartTime: '2024-01-01 09:00:00', Data: '[]' }])
  await page.goto(ownList())
  await page.locator('a[data-row-link]').click()
  const drawer = page.getByRole('dialog')
  await expect(drawer).toContainText(/None that can be read\. This page calls the task ~[0-9a-f]{8}/)
  await expect(drawer.getByRole('button', { name: 'Job id' })).toBeHidden()
  await expect(drawer).not.toContainText('What it did is not told')
  await expect(drawer).toContainText('Not read by this page')
})

test('every field of every item of the wrong type: the page stands', async ({ page, cloud }) => {
  await cloud.fault({ kind: 'wrong-types', region: 'ap-guangzhou' })
  await page.goto('/tasks?region=ap-guangzhou&from=-6h')
  await expect(page.locator('[data-row]').first()).toBeVisible()
  await expect(page.locator('main')).not.toContainText(/undefined|NaN|\[object Object\]/)
})

test('payloads of any shape whatever are drawn, and nothing of our own making stands among them', async ({
  page,
  cloud,
}) => {
  test.slow()
  const keys = new Set<string>()
  JSON.stringify(documented, (key, value) => {
    if (key !== '' && !/^\d+$/.test(key)) keys.add(key)
    return value
  })
  const values = fc.jsonValue({ maxDepth: 3, stringUnit: fc.constantFrom('a', '7', '-', ' ', '0', ':', '.') })
  const payload = fc.array(fc.dictionary(fc.constantFrom(...keys), values, { maxKeys: 8 }), { maxLength: 3 })
  const types = [1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]
  const items = fc
    .sample(fc.tuple(payload, values, values), { numRuns: 60, seed: 7 })
    .map(([Data, Code, Progress], index) => ({
      JobId: index + 1,
      Type: types[index % types.length],
      Status: index % 8,
      Code,
      Progress,
      StartTime: `2024-01-01 10:00:${String(index % 60).padStart(2, '0')}`,
      EndTime: null,
      Data,
    }))
  await cloud.serve('ap-guangzhou', items)
  await page.goto(`${ownList()}&size=100`)
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.locator('a[data-row-link]').first().click()
  const drawer = page.getByRole('dialog')
  for (let index = 1; index <= items.length; index++) {
    await expect(drawer.getByText(`${index} of ${items.length}`, { exact: true })).toBeVisible()
    await expect(drawer).not.toContainText(/undefined|NaN|\[object Object\]|Infinity/)
    await page.keyboard.press(']')
  }
})
