import type { Page } from '@playwright/test'
import en from '../messages/en.json' with { type: 'json' }
import zh from '../messages/zh-CN.json' with { type: 'json' }
import type { RunningApp } from './app'
import { askSibling, drawerOf, findTask, type ListedTask } from './sibling'
import { choose, expect, expectNoAxeViolations, locales, test } from './test'

const languages = [
  { locale: 'en', words: en },
  { locale: 'zh-CN', words: zh },
] as const

async function open(page: Page, task: ListedTask) {
  await page.goto(drawerOf(task))
  const drawer = page.getByRole('dialog')
  await expect(drawer.getByRole('heading', { level: 2 })).toContainText(task.jobId)
  // Every source has answered.
  await expect(drawer.getByText(/^(\d) (of|个接口中) \1 |^(\d) 个接口中 \3 /).first()).toBeVisible()
  return drawer
}

/** Rows of a sibling, asked by the test itself. */
async function recordsOf(app: RunningApp, { region, instanceIds, asyncRequestId }: ListedTask, action: string) {
  const isRollback = action === 'DescribeRollbackTaskDetail'
  const body = { InstanceId: instanceIds[0], Limit: 100, ...(isRollback && { AsyncRequestId: asyncRequestId }) }
  return (await askSibling(app, region, action, body)).Items
}

for (const { locale, words } of languages) {
  test.describe(`each type of the live shape can be read in its drawer: ${locale}`, () => {
    test.beforeEach(({ context, app }) => choose(context, app, locale))

    for (const status of ['succeed', 'failed'])
      test(`an import that ended as ${status}: file, size and database, matched by job id`, async ({ page, app }) => {
        const task = await findTask(app, `type=import-data&status=${status}`)
        const record = (await recordsOf(app, task, 'DescribeDBImportRecords')).find(
          ({ JobId }) => String(JobId) === task.jobId,
        )
        const drawer = await open(page, task)
        await expect(drawer.getByText(String(record?.FileName), { exact: true })).toBeVisible()
        const database = drawer.locator('dl > div', { hasText: words.payload.database })
        await expect(database.first()).toContainText(String(record?.DbName))
        const size = Number(record?.FileSize).toLocaleString('en')
        await expect(drawer.locator('dl > div', { hasText: words.payload.fileSize }).first()).toContainText(
          Number(record?.FileSize) < 1_024 ? `${size} B` : size,
        )
        await expect(drawer.getByText(words.details.matchedBy['job-id']).first()).toBeVisible()
      })

    for (const status of ['succeed', 'failed'])
      test(`a parameter change that ended as ${status}: names, old and new values, matched by time`, async ({
        page,
        app,
      }) => {
        const task = await findTask(app, `type=modify-param&status=${status}`)
        const records = await recordsOf(app, task, 'DescribeInstanceParamRecords')
        const end = await endOf(app, task)
        const own = records.filter(({ ModifyTime }) => isBetween(String(ModifyTime), task.startedAt, end))
        expect(own.length).toBeGreaterThan(0)
        const drawer = await open(page, task)
        for (const { ParamName, NewValue, IsSuccess } of own) {
          const row = drawer.getByRole('row').filter({ hasText: String(ParamName) })
          await expect(row).toContainText(String(NewValue))
          await expect(row).toContainText(IsSuccess ? words.payload.resultOk : words.payload.resultFailed)
        }
        await expect(drawer.getByText(words.details.byTimeOnly).first()).toBeVisible()
      })

    for (const [type, status] of [
      ['rollback', 'succeed'],
      ['rollback', 'failed'],
      ['batch-rollback', 'succeed'],
      ['batch-rollback', 'failed'],
    ] as const)
      test(`a ${type} that ended as ${status}: the time it went back to, databases and tables`, async ({
        page,
        app,
      }) => {
        const task = await findTask(app, `type=${type}&status=${status}`)
        const [item] = await recordsOf(app, task, 'DescribeRollbackTaskDetail')
        // Safe: the simulator's own JSON.
        const instances = item?.Detail as {
          RollbackTime: string
          Databases: { NewDatabaseName: string }[]
          Tables: { Table: { NewTableName: string }[] }[]
        }[]
        const drawer = await open(page, task)
        for (const { RollbackTime, Databases, Tables } of instances) {
          await expect(drawer.getByText(RollbackTime).first()).toBeVisible()
          const names = [
            ...Databases.map(({ NewDatabaseName }) => NewDatabaseName),
            ...Tables.flatMap(({ Table }) => Table.map(({ NewTableName }) => NewTableName)),
          ]
          for (const name of names) await expect(drawer.getByRole('cell', { name, exact: true }).first()).toBeVisible()
        }
        await expect(drawer.getByText(words.details.matchedBy['async-request-id']).first()).toBeVisible()
      })

    for (const type of ['upgrade-master', 'upgrade-ro'] as const)
      test(`an ${type}: why there is no before, and what the instance is now`, async ({ page, app }) => {
        const task = await findTask(app, `type=${type}&status=succeed`)
        const { Items } = await askSibling(app, task.region, 'DescribeDBInstances', { InstanceIds: task.instanceIds })
        const drawer = await open(page, task)
        await expect(drawer.getByText(words.details.why[type])).toBeVisible()
        const memory = drawer.locator('dl > div', { hasText: words.payload.memory })
        await expect(memory).toContainText(`${Number(Items[0]?.Memory).toLocaleString('en')} MB`)
        await expect(drawer.getByText(String(Items[0]?.InstanceName), { exact: true })).toBeVisible()
      })

    test('an initialization: why the character set is not known, and the port of today', async ({ page, app }) => {
      const task = await findTask(app, 'type=initial&status=succeed')
      const { Items } = await askSibling(app, task.region, 'DescribeDBInstances', { InstanceIds: task.instanceIds })
      const drawer = await open(page, task)
      await expect(drawer.getByText(words.details.why.initial)).toBeVisible()
      const port = drawer.locator('dl > div', { has: page.getByText(words.payload.port, { exact: true }) })
      await expect(port).toContainText(String(Items[0]?.Vport))
    })

    for (const type of ['sql-operation', 'drop-tables', 'open-gtid'] as const)
      test(`${type}: why nothing more is known`, async ({ page, app }) => {
        const drawer = await open(page, await findTask(app, `type=${type}&status=succeed,failed`))
        await expect(drawer.getByText(words.details.why[type])).toBeVisible()
      })

    test('a restart: the restart itself, among what happened around it', async ({ page, app }) => {
      const drawer = await open(page, await findTask(app, 'type=reboot&status=succeed'))
      await expect(drawer.getByText(words.details.why.reboot)).toBeVisible()
      await expect(drawer.getByRole('row', { name: words.payload.eventRestart }).first()).toBeVisible()
    })

    test('a promotion: the switch, among what happened around it', async ({ page, app }) => {
      const drawer = await open(page, await findTask(app, 'type=switch-dr-to-master&status=succeed'))
      await expect(drawer.getByRole('row', { name: words.payload.eventMasterToReplica }).first()).toBeVisible()
    })

    test('a clone, which nobody has documented: from where to where', async ({ page, app }) => {
      const task = await findTask(app, 'type=unknown', ({ typeWire }) => typeWire === 'CLONE INSTANCE')
      const items = await recordsOf(app, task, 'DescribeCloneList')
      const clone = items.find(({ CloneJobId }) => String(CloneJobId) === task.jobId)
      const drawer = await open(page, task)
      await expect(drawer.getByText(String(clone?.DstInstanceId), { exact: true })).toBeVisible()
    })
  })
}

async function endOf(app: RunningApp, { key, startedAt }: ListedTask): Promise<string> {
  const response = await fetch(`${app.url}/api/tasks/${key}?start=${startedAt}`)
  // Safe: as above.
  return ((await response.json()) as { task: { endedAt: string } }).task.endedAt
}

function isBetween(wallClock: string, from: string, to: string): boolean {
  const moment = Date.parse(`${wallClock.replace(' ', 'T')}+08:00`)
  return Date.parse(from) <= moment && moment <= Date.parse(to)
}

for (const locale of locales) {
  test(`axe: drawers with details, ${locale}`, async ({ page, context, app }) => {
    test.slow()
    await choose(context, app, locale)
    for (const query of [
      'type=import-data&status=failed',
      'type=modify-param&status=succeed',
      'status=waiting',
      'type=reboot&status=succeed',
    ]) {
      const drawer = await open(page, await findTask(app, query))
      for (const summary of await drawer.locator('summary').all()) await summary.click()
      await expectNoAxeViolations(page, 'dialog')
    }
  })
}
