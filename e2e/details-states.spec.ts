import type { Page } from '@playwright/test'
import { toBeijingTime } from '../simulator/beijing-time'
import { drawerOf, findTask } from './sibling'
import { choose, expect, expectNoAxeViolations, locales, test } from './test'
import { wireTask } from './wire-tasks'

const REGION = 'ap-shanghai'
const NOW = Date.now()
let served = 0

/** A live task that no other test has, alone in its region; times in minutes before now. */
function liveTask(part: { type: string; status: string; startedAgo: number; endedAgo?: number; progress?: number }) {
  served += 1
  const startsAt = NOW - part.startedAgo * 60_000 - served * 1_000
  const { Type: _, Status: __, Data: ___, ...common } = wireTask(900_000 + served, { startsAt, seconds: null })
  const item = {
    ...common,
    TaskType: part.type,
    TaskStatus: part.status,
    Progress: part.progress ?? 100,
    InstanceIds: [`cdb-served${served}`],
    AsyncRequestId: `0000000${served}-00000000-00000000-00000000`.slice(-35),
    EndTime: part.endedAgo === undefined ? '' : toBeijingTime(NOW - part.endedAgo * 60_000),
  }
  const start = new Date(startsAt).toISOString().replace(/\.\d+Z$/, 'Z')
  const address = `/tasks/default/${REGION}/${item.JobId}?start=${start}`
  return { item, address, instanceId: item.InstanceIds[0] ?? '' }
}

async function read(page: Page, address: string) {
  await page.goto(address)
  return page.locator('main')
}

test('one source that fails hides no other, and can be asked again alone', async ({ page, cloud }) => {
  const { item, address } = liveTask({ type: 'IMPORT DATA', status: 'SUCCEED', startedAgo: 60, endedAgo: 50 })
  await cloud.serve(REGION, [item])
  const record = { JobId: item.JobId, InstanceId: 'x', FileSize: '12', DbName: 'db1', Status: 2, FileName: 'one.sql' }
  await cloud.reply(REGION, 'DescribeDBImportRecords', { Items: [record] })
  await cloud.fault({ kind: 'http', status: 504, action: 'DescribeAsyncRequestInfo' })
  await cloud.fault({
    kind: 'error',
    code: 'UnauthorizedOperation',
    message: 'x',
    action: 'DescribeDBSwitchRecords',
  })
  const main = await read(page, address)
  await expect(main.getByText('From DescribeDBImportRecords, matched by job id')).toBeVisible()
  await expect(main.getByText('The key lacks cdb:DescribeDBSwitchRecords: add that action').first()).toBeVisible()
  await main.locator('summary', { hasText: 'What was asked' }).click()
  const row = main.getByRole('row', { name: /DescribeAsyncRequestInfo/ })
  await expect(row).toContainText('The cloud answered with an error of its own')
  await cloud.endFaults()
  // Once is enough, however soon: the answer is a new one, and until then the button says so.
  await main.getByRole('button', { name: 'Try again now' }).first().click()
  await expect(main.getByRole('button', { name: 'Asking…' })).toBeVisible()
  await expect(main.getByText('DescribeDBSwitchRecords did not answer')).toBeHidden()
  await expect(main.getByText('From DescribeDBImportRecords, matched by job id')).toBeVisible()
})

test('a drawer is readable while its slowest source is still asked, and the others stand already', async ({
  page,
  cloud,
  app,
}) => {
  const task = await findTask(app, 'type=modify-param&status=succeed')
  await cloud.fault({ kind: 'latency', ms: 2_500, action: 'DescribeInstanceParamRecords' })
  await page.goto(drawerOf(task))
  const drawer = page.getByRole('dialog')
  await expect(drawer.getByText(`${task.instanceIds[0]} as it is now`)).toBeVisible({ timeout: 2_000 })
  await expect(drawer.getByText('Being read…').first()).toBeVisible()
  await expect(drawer.getByText('From DescribeInstanceParamRecords, matched by time')).toBeVisible()
})

test('a request that says otherwise than its task is told so; one that says nothing of its status is not', async ({
  page,
  cloud,
}) => {
  const served = [1, 2].map(() => liveTask({ type: 'REBOOT', status: 'SUCCEED', startedAgo: 60, endedAgo: 50 }))
  await cloud.serve(
    REGION,
    served.map(({ item }) => item),
  )
  const main = page.locator('main')
  for (const [index, { address }] of served.entries()) {
    const status = index === 0 ? 'FAILED' : null
    await cloud.reply(REGION, 'DescribeAsyncRequestInfo', { Status: status, Info: 'said of the request' })
    await read(page, address)
    await expect(main.getByText('said of the request')).toBeVisible()
    await expect(main.getByText('It does not say what the task list says.')).toHaveCount(status === null ? 0 : 1)
  }
})

test('two import records of one job stand both', async ({ page, cloud }) => {
  const { item, address } = liveTask({ type: 'IMPORT DATA', status: 'SUCCEED', startedAgo: 60, endedAgo: 50 })
  await cloud.serve(REGION, [item])
  const record = { JobId: item.JobId, InstanceId: 'x', FileSize: '12', DbName: 'db1', Status: 2 }
  await cloud.reply(REGION, 'DescribeDBImportRecords', {
    Items: [
      { ...record, FileName: 'one.sql' },
      { ...record, FileName: 'two.sql' },
    ],
  })
  const main = await read(page, address)
  await expect(main.getByText('one.sql')).toBeVisible()
  await expect(main.getByText('two.sql')).toBeVisible()
})

test('Data stands where a record contradicts it, and the contradiction is shown', async ({ page, cloud }) => {
  const startsAt = NOW - 3_600_000
  const region = 'ap-guangzhou'
  const task = wireTask(
    990_001,
    { startsAt, seconds: 60 },
    { Type: 3, InstanceIds: ['cdb-contradicts'], Data: [{ FileName: 'of-data.sql', FileSize: '12', InstanceId: '' }] },
  )
  await cloud.serve(region, [task])
  await cloud.reply(region, 'DescribeDBImportRecords', {
    Items: [{ JobId: 990_001, FileName: 'of-record.sql', FileSize: '12', DbName: 'db1' }],
  })
  const start = new Date(startsAt).toISOString().replace(/\.\d+Z$/, 'Z')
  const main = await read(page, `/tasks/default/${region}/990001?start=${start}`)
  await expect(main.getByRole('heading', { name: 'DescribeDBImportRecords says otherwise' })).toBeVisible()
  await expect(main.getByRole('row', { name: /FileName/ }).getByRole('cell')).toHaveText([
    'FileName',
    'of-data.sql',
    'of-record.sql',
  ])
  await expect(main.locator('dl > div', { hasText: 'Database' }).first()).toContainText('db1')
})

test('a history of a hundred pages is read to its bound, and the bound stands on screen', async ({ page, cloud }) => {
  const { item, address } = liveTask({ type: 'MODIFY PARAM', status: 'SUCCEED', startedAgo: 600, endedAgo: 599 })
  await cloud.serve(REGION, [item])
  const history = Array.from({ length: 10_000 }, (_, index) => ({
    ParamName: `p${index}`,
    OldValue: '1',
    NewValue: '2',
    IsSuccess: true,
    // One a second, newest first: the task lies thirty-six thousand records back.
    ModifyTime: toBeijingTime(NOW - index * 1_000),
  }))
  await cloud.reply(REGION, 'DescribeInstanceParamRecords', { Items: history })
  const main = await read(page, address)
  await expect(main.getByText('DescribeInstanceParamRecords answered, and has nothing of this task.')).toBeVisible()
  await expect(main.getByText('1,000 of 10,000 records were read')).toBeVisible()
  expect(await cloud.countCalls('DescribeInstanceParamRecords')).toBe(10)
})

test.describe('what it waits for', () => {
  const window = { days: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] }
  const everyDay = (span: string) => Object.fromEntries(window.days.map((day) => [day, [span]]))

  test('a maintenance window, which opens next at a time in the chosen zone', async ({ page, cloud }) => {
    const { item, address } = liveTask({ type: 'UPGRADE MASTER', status: 'WAITING', startedAgo: 10, progress: 0 })
    await cloud.serve(REGION, [item])
    // An hour that is twelve hours away.
    const hour = (new Date(NOW + 8 * 3_600_000).getUTCHours() + 12) % 24
    const text = `${String(hour).padStart(2, '0')}:00`
    await cloud.reply(REGION, 'DescribeTimeWindow', everyDay(`${text}-${text.replace(':00', ':30')}`))
    const main = await read(page, address)
    await expect(
      main.getByText(/Waiting for the maintenance window, which opens next at \d{4}-\d\d-\d\d/),
    ).toContainText(`${text}:00 and closes at`)
    await expect(main.getByText('It can still be cancelled in the console.')).toBeVisible()
  })

  test('a window that is open, one that is not set, and one that could not be read', async ({ page, cloud }) => {
    const { item, address } = liveTask({ type: 'UPGRADE MASTER', status: 'UNDEFINED', startedAgo: 10, progress: 0 })
    await cloud.serve(REGION, [item])
    await cloud.reply(REGION, 'DescribeTimeWindow', everyDay('00:00-23:59'))
    const main = await read(page, address)
    await expect(main.getByText(/which has been open since/)).toBeVisible()

    const other = liveTask({ type: 'UPGRADE MASTER', status: 'UNDEFINED', startedAgo: 10, progress: 0 })
    await cloud.serve(REGION, [other.item])
    await cloud.reply(REGION, 'DescribeTimeWindow', everyDay('').Monday ? { Monday: [] } : {})
    await read(page, other.address)
    await expect(
      main.getByText('Waiting for the maintenance window. No window is set for its instances.'),
    ).toBeVisible()

    const third = liveTask({ type: 'UPGRADE MASTER', status: 'WAITING', startedAgo: 10, progress: 0 })
    await cloud.serve(REGION, [third.item])
    await cloud.fault({ kind: 'error', code: 'UnauthorizedOperation', message: 'x', action: 'DescribeTimeWindow' })
    await read(page, third.address)
    await expect(main.getByText(/When it opens could not be read\./)).toBeVisible()
  })

  test('a switch by hand', async ({ page, cloud }) => {
    const { item, address, instanceId } = liveTask({
      type: 'UPGRADE MASTER',
      status: 'WAITING',
      startedAgo: 10,
      progress: 90,
    })
    await cloud.serve(REGION, [item])
    const instance = { InstanceId: instanceId, InstanceName: 'prod', TaskStatus: 15 }
    await cloud.reply(REGION, 'DescribeDBInstances', { Items: [instance] })
    const main = await read(page, address)
    await expect(main.getByText(`Waiting for a switch by hand: ${instanceId} is upgraded and awaits it.`)).toBeVisible()
    await expect(main.locator('dl > div', { hasText: 'State of the instance' })).toContainText(
      'Upgrade waits for the switch',
    )
  })
})

test.describe('whether it is stuck', () => {
  const finished = (type: string, count: number) =>
    Array.from({ length: count }, (_, index) => {
      const startsAt = NOW - 7_200_000 - index * 60_000
      return {
        ...liveTask({ type, status: 'SUCCEED', startedAgo: 0 }).item,
        StartTime: toBeijingTime(startsAt),
        EndTime: toBeijingTime(startsAt + (index + 1) * 10_000),
      }
    })

  test('a running task stands beside the finished of its type, with how many they are', async ({ page, cloud }) => {
    const { item } = liveTask({ type: 'TEST ONE', status: 'RUNNING', startedAgo: 30, progress: 40 })
    await cloud.serve(REGION, [item, ...finished('TEST ONE', 20)])
    await page.goto(`/tasks?region=${REGION}&from=-${700 + served}m`)
    await page.getByRole('link', { name: String(item.JobId), exact: true }).click()
    const drawer = page.getByRole('dialog')
    await expect(drawer.getByText(/^Running for 30 min/)).toContainText(
      /20 finished tasks of this type \(Unknown type \(TEST ONE\)\) that this server holds, since .*, took 1 min 40 s in the median, and 95 % of them at most 3 min 10 s\./,
    )
    await expect(drawer.getByText('That is longer than 95 % of them.')).toBeVisible()
  })

  test('too few are said to be too few', async ({ page, cloud }) => {
    const { item } = liveTask({ type: 'TEST TWO', status: 'RUNNING', startedAgo: 30, progress: 40 })
    await cloud.serve(REGION, [item, ...finished('TEST TWO', 3)])
    const region = 'ap-shanghai'
    await page.goto(`/tasks?region=${region}&from=-${800 + served}m&job=${item.JobId}`)
    await page.getByRole('link', { name: String(item.JobId), exact: true }).click()
    await expect(
      page.getByRole('dialog').getByText(/3 finished tasks of this type are held: too few to compare with/),
    ).toBeVisible()
  })

  test('no progress is told once it was seen, since when this server has watched', async ({ page, cloud, app }) => {
    const { item } = liveTask({ type: 'REBOOT', status: 'RUNNING', startedAgo: 30, progress: 40 })
    await cloud.serve(REGION, [item])
    const list = `/api/tasks?region=${REGION}&from=-${900 + served}m`
    await expect(async () => {
      const { tasks } = await (await fetch(app.url + list)).json()
      expect(tasks[0]?.progressSince).toMatch(/Z$/)
    }).toPass({ timeout: 20_000 })
    // A test does not wait for minutes: the same answer, watched for longer.
    const since = new Date(NOW - 12 * 60_000).toISOString().replace(/\.\d+Z$/, 'Z')
    await page.route('**/api/tasks?*', async (route) => {
      const response = await route.fetch()
      const page = await response.json()
      for (const task of page.tasks) if (task.progressSince) task.progressSince = since
      await route.fulfill({ response, json: page })
    })
    await page.goto(`/tasks?region=${REGION}&from=-${900 + served}m`)
    await page.getByRole('link', { name: String(item.JobId), exact: true }).click()
    await expect(page.getByRole('dialog').getByText(/^No progress for 1[23] min/)).toBeVisible({ timeout: 20_000 })
  })
})

const WORDS = {
  en: {
    window: /opens next at .* and closes at/,
    byHand: /Waiting for a switch by hand/,
    long: 'That is longer than 95 % of them.',
    stuck: /^No progress for 1[2-9] min/,
  },
  'zh-CN': {
    window: /等待维护时间窗口，下次于 .* 开启/,
    byHand: /等待手动切换/,
    long: '已超过其中 95% 的任务。',
    stuck: /^1[2-9] 分.*没有进展/,
  },
}

for (const locale of locales) {
  test(`axe: what waits and what is stuck, ${locale}`, async ({ page, context, cloud, app }) => {
    test.slow()
    await choose(context, app, locale)
    const words = locale === 'en' ? WORDS.en : WORDS['zh-CN']
    const type = `TEST ${locale}`
    const waiting = liveTask({ type: 'UPGRADE MASTER', status: 'WAITING', startedAgo: 9, progress: 0 })
    const byHand = liveTask({ type: 'UPGRADE MASTER', status: 'WAITING', startedAgo: 9, progress: 90 })
    const running = liveTask({ type, status: 'RUNNING', startedAgo: 30, progress: 40 })
    const finished = Array.from({ length: 20 }, () =>
      liveTask({ type, status: 'SUCCEED', startedAgo: 60, endedAgo: 59 }),
    )
    await cloud.serve(
      REGION,
      [waiting, byHand, running, ...finished].map(({ item }) => item),
    )
    const hour = (new Date(NOW + 8 * 3_600_000).getUTCHours() + 12) % 24
    const span = `${String(hour).padStart(2, '0')}:00-${String(hour).padStart(2, '0')}:30`
    const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
    await cloud.reply(REGION, 'DescribeTimeWindow', Object.fromEntries(days.map((day) => [day, [span]])))
    const instance = { InstanceId: byHand.instanceId, InstanceName: 'prod', TaskStatus: 15 }
    await cloud.reply(REGION, 'DescribeDBInstances', { Items: [instance] })
    const since = new Date(NOW - 12 * 60_000).toISOString().replace(/\.\d+Z$/, 'Z')
    await page.route('**/api/tasks?*', async (route) => {
      const response = await route.fetch()
      const list = await response.json()
      for (const task of list.tasks) if (task.status === 'running') task.progressSince = since
      await route.fulfill({ response, json: list })
    })
    await page.goto(`/tasks?region=${REGION}&from=-${1_000 + served}m`)
    const drawer = page.getByRole('dialog')
    for (const [{ item }, ...texts] of [
      [waiting, words.window],
      [byHand, words.byHand],
      [running, words.long, words.stuck],
    ] as const) {
      await page.getByRole('link', { name: String(item.JobId), exact: true }).click()
      for (const text of texts) await expect(drawer.getByText(text).first()).toBeVisible({ timeout: 20_000 })
      await expectNoAxeViolations(page, 'dialog')
      await page.keyboard.press('Escape')
      await expect(drawer).toBeHidden()
    }
  })
}

test('fifty who open one drawer at once cost what one costs', async ({ cloud, app }) => {
  const task = await findTask(app, 'type=import-data&status=failed', ({ instanceIds }) => instanceIds.length > 0)
  const address = `${app.url}/api/tasks/${task.key}/details?start=${task.startedAt}`
  await cloud.forgetCalls()
  const replies = await Promise.all(Array.from({ length: 50 }, () => fetch(address).then((reply) => reply.json())))
  expect(new Set(replies.map((reply) => JSON.stringify(reply.sources))).size).toBe(1)
  for (const { action } of replies[0].asked) {
    const most = action === 'DescribeTasks' ? 3 : 1
    expect(await cloud.countCalls(action), action).toBeLessThanOrEqual(most)
  }
})

test('an instance that is gone is said to be, where it would stand', async ({ page, cloud }) => {
  const { item, address } = liveTask({ type: 'UPGRADE MASTER', status: 'SUCCEED', startedAgo: 60, endedAgo: 50 })
  await cloud.serve(REGION, [item])
  await cloud.reply(REGION, 'DescribeDBInstances', { TotalCount: 0, Items: [] })
  const main = await read(page, address)
  await expect(main.getByText('DescribeDBInstances does not know the instance')).toBeVisible()
})

test('what happened beside a task says what it leaves out', async ({ page, cloud }) => {
  const { item, address, instanceId } = liveTask({ type: 'UPGRADE MASTER', status: 'RUNNING', startedAgo: 600 })
  const during = Array.from({ length: 11 }, (_, index) => {
    const part = { type: 'REBOOT', status: 'SUCCEED', startedAgo: 300 - index, endedAgo: 200 }
    return { ...liveTask(part).item, InstanceIds: [instanceId] }
  })
  await cloud.serve(REGION, [{ ...item, InstanceIds: [instanceId, 'cdb-other001'] }, ...during])
  const main = await read(page, address)
  await expect(main.getByText('and 1 more')).toBeVisible()
  await expect(main.getByText('Only the first of the task’s 2 instances was asked about.')).toBeVisible()
  await expect(main.getByRole('link', { name: 'All tasks of the instance' })).toHaveAttribute(
    'href',
    `/instances/${instanceId}`,
  )
})

test.describe('at 320 px', () => {
  test.use({ viewport: { width: 320, height: 640 } })

  test('a source that failed and the list of all of them can be read and reached', async ({ page, cloud }) => {
    const { item, address } = liveTask({ type: 'IMPORT DATA', status: 'FAILED', startedAgo: 60, endedAgo: 50 })
    await cloud.serve(REGION, [item])
    const problem = { kind: 'error', code: 'UnauthorizedOperation', message: 'x' } as const
    await cloud.fault({ ...problem, action: 'DescribeDBImportRecords' })
    const main = await read(page, address)
    const trouble = main.getByText('DescribeDBImportRecords did not answer')
    await trouble.scrollIntoViewIfNeeded()
    const text = await trouble.boundingBox()
    const again = await main.getByRole('button', { name: 'Try again now' }).first().boundingBox()
    expect(text?.width).toBeGreaterThan(150)
    expect(again?.y).toBeGreaterThan(text?.y ?? 0)
    await main.locator('summary', { hasText: 'What was asked' }).click()
    await expectNoAxeViolations(page)
  })
})
