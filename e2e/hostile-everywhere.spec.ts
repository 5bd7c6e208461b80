import type { Page } from '@playwright/test'
import { hostileStrings, xssStrings } from '../hardening/hostile-strings'
import documented from '../lib/tasks/fixtures/documented-reply.json' with { type: 'json' }
import live from '../lib/tencent/fixtures/live-reply.json' with { type: 'json' }
import { toBeijingTime } from '../simulator/beijing-time'
import { type RunningApp, startApp } from './app'
import { askSibling, drawerOf, findTask, type ListedTask } from './sibling'
import { expect, ownRange, testOf } from './test'

const test = testOf(() => startApp())

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** What the item must keep to be found, and to be drawn as its type. */
const KEPT = /^(?:JobId|Type|TaskType|Status|TaskStatus|StartTime|Progress)$/
const KEPT_OF_SIBLINGS = /^(?:.*JobId|.*InstanceId|AsyncRequestId|RequestId|Region|.*Time)$/

/** The value with this text in the place of every text, whatever it is called. */
function withText(value: Json, text: string, kept: RegExp, key = ''): Json {
  if (kept.test(key)) return value
  if (typeof value === 'string') return text
  if (Array.isArray(value)) return value.map((item) => withText(item, text, kept))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withText(item, text, kept, name)]))
}

// Safe: both are JSON.
const templates = [...documented.Response.Items, ...live.Response.Items] as { [key: string]: Json }[]
const halves = [hostileStrings.slice(0, 42), hostileStrings.slice(42)].map((some) => some.join(' '))

/** Each text in every field of an item, and every text at once in every field of each type and shape. */
function hostileItems(): Json[] {
  const all = templates.flatMap((template) => halves.map((text) => withText(template, text, KEPT)))
  const each = hostileStrings.map((text, index) => withText(templates[index % templates.length] ?? null, text, KEPT))
  const types = xssStrings.slice(0, 2).map((text) => withText(templates[0] ?? null, text, /^(?:JobId|StartTime)$/))
  return [...all, ...types, ...each].slice(0, 100).map((item, index) => ({
    // Safe: made of templates.
    ...(item as { [key: string]: Json }),
    JobId: index + 1,
    ...(index < all.length && { Status: 3, TaskStatus: 'FAILED' }),
    StartTime: `2024-01-01 10:${String(59 - Math.floor(index / 60)).padStart(2, '0')}:${String(59 - (index % 60)).padStart(2, '0')}`,
  }))
}

/** With everything unfolded, nothing is there that the strings would have made. */
async function expectNothingMade(page: Page) {
  const made = await page.evaluate(async () => {
    const folded = [...document.querySelectorAll('details:not([open])')]
    for (const details of folded) details.setAttribute('open', '')
    // What is drawn only once it is unfolded has been drawn.
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
    const banned =
      'img, image, iframe, object, embed, base, video, audio, marquee, math, animate, form[action], meta[http-equiv]'
    const found = [...document.querySelectorAll(banned)].map(({ outerHTML }) => outerHTML)
    for (const element of document.querySelectorAll('*')) {
      if (element.matches('script') && element.textContent?.trim().startsWith('alert')) found.push(element.outerHTML)
      for (const { name, value } of element.attributes) {
        const leads = ['href', 'src', 'action', 'xlink:href'].includes(name)
        if (/^on/i.test(name) || (leads && !/^(?:https?:\/\/(?!evil)|\/(?!\/)|#|\?)/.test(value)))
          found.push(`${name}=${value}`)
      }
    }
    // A menu would stand over what is clicked next.
    for (const details of folded) details.removeAttribute('open')
    return found
  })
  expect(made).toEqual([])
}

/** What tells of a task of each type, and what it is asked. */
const OWN = [
  ['type=import-data', 'DescribeDBImportRecords', ['InstanceId']],
  ['type=modify-param', 'DescribeInstanceParamRecords', ['InstanceId']],
  ['type=rollback', 'DescribeRollbackTaskDetail', ['InstanceId', 'AsyncRequestId']],
  ['q=CLONE', 'DescribeCloneList', ['InstanceId']],
] as const

/** Every sibling's answer about this task, with hostile text in all of its fields but those it is found by. */
async function hostileAnswers(app: RunningApp, task: ListedTask, action: string, names: readonly string[]) {
  const InstanceId = task.instanceIds[0]
  const ids = { InstanceId, AsyncRequestId: task.asyncRequestId }
  const at = toBeijingTime(Date.parse(task.startedAt))
  const event = { EventName: 'x', EventStatus: 'x', OccurTime: at, InstanceId, NodeId: 'x', Region: task.region }
  const told: Record<string, object> = {
    [action]: await askSibling(
      app,
      task.region,
      action,
      Object.fromEntries(Object.entries(ids).filter(([name]) => names.includes(name))),
    ),
    DescribeDBInstances: await askSibling(app, task.region, 'DescribeDBInstances', { InstanceIds: [InstanceId] }),
    DescribeTimeWindow: await askSibling(app, task.region, 'DescribeTimeWindow', { InstanceId }),
    DescribeAsyncRequestInfo: await askSibling(app, task.region, 'DescribeAsyncRequestInfo', {
      AsyncRequestId: ids.AsyncRequestId,
    }),
    DescribeDBSwitchRecords: { TotalCount: 1, Items: [{ SwitchTime: at, SwitchType: 'x' }] },
    DescribeInstanceAlarmEvents: { TotalCount: 1, Items: [event] },
  }
  // Safe: replies are objects of JSON.
  return Object.entries(told).map(
    ([name, reply]) =>
      [name, withText(reply as Json, halves[0] ?? '', KEPT_OF_SIBLINGS)] as [string, Record<string, Json>],
  )
}

test('hostile text in every field of every type, and of what the siblings tell, is text wherever it is shown', async ({
  page,
  app,
  cloud,
}) => {
  const happened: string[] = []
  page.on('dialog', (dialog) => {
    happened.push(`dialog: ${dialog.message()}`)
    return dialog.dismiss()
  })
  await page.exposeFunction('noteReport', (report: string) => happened.push(report))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
      // Safe: exposed above.
      (window as unknown as { noteReport: (text: string) => void }).noteReport(
        `CSP: ${violatedDirective} ${blockedURI} ${sample}`,
      ),
    )
  })
  const items = hostileItems()
  await cloud.serve('ap-guangzhou', items)

  const range = ownRange()
  const response = await page.goto(`/tasks?region=ap-guangzhou&size=100&${range}`)
  expect(response?.headers()['content-security-policy']).toContain('script-src')
  await expect(page.locator('[data-row]')).toHaveCount(items.length)
  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(page.locator('main')).toContainText('<img src=x onerror=alert(1)>')
  await expectNothingMade(page)

  await page.locator('a[data-row-link]').first().click()
  const drawer = page.getByRole('dialog')
  for (let job = 1; job <= 2 * templates.length + 6; job++) {
    await expect(drawer.getByText(`${job} of ${items.length}`, { exact: true })).toBeVisible()
    await expect(drawer).toContainText(/alert\(1\)|SUM/)
    await expectNothingMade(page)
    await page.keyboard.press(']')
  }

  const locator = (job: number, second: number) => `default/ap-guangzhou/${job}@2024-01-01T02:59:${second}Z`
  await page.goto(`/tasks/default/ap-guangzhou/1?start=2024-01-01T02:59:59Z`)
  await expect(page.locator('main')).toContainText('<img src=x onerror=alert(1)>')
  await expectNothingMade(page)
  await page.goto(`/compare?a=${locator(1, 59)}&b=${locator(2, 58)}`)
  await expect(page.locator('main')).toContainText('<img src=x onerror=alert(1)>')
  await expectNothingMade(page)

  for (const format of ['csv', 'ndjson', 'md']) {
    const file = await page.request.get(`/api/tasks/export?region=ap-guangzhou&${range}&format=${format}`)
    expect(file.headers()).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-disposition': expect.stringMatching(/^attachment/),
    })
  }

  // All before the first: what is put in a sibling's place would be the answer to the next.
  const told = []
  for (const [query, action, names] of OWN) {
    const task = await findTask(app, query, ({ instanceIds, typeWire }) => {
      return instanceIds.length === 1 && (query !== 'q=CLONE' || /clone/i.test(typeWire))
    })
    told.push({ task, answers: await hostileAnswers(app, task, action, names) })
  }
  for (const { task, answers } of told) {
    for (const [action, answer] of answers) await cloud.reply(task.region, action, answer)
    await page.goto(drawerOf(task))
    await expect(drawer.getByText(/^(\d) of \1 /).first()).toBeVisible()
    await expect(drawer).toContainText('<img src=x onerror=alert(1)>')
    await expectNothingMade(page)
    await page.goto(`/instances/${task.instanceIds[0]}?region=${task.region}&from=-30d`)
    await expect(page.locator('main')).toContainText('<script>alert(1)</script>')
    await expectNothingMade(page)
  }
  expect(happened).toEqual([])
})
