// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the placeholders of links.
import { afterEach, expect, it } from 'vitest'
import { anyone } from '@/lib/access/fake-viewer'
import { config, readConfig } from '@/lib/config'
import { shippedRules } from '@/lib/config/failure-rules-file'
import { writeScratchFile } from '@/lib/config/scratch-file'
import { guidanceSchema } from '@/lib/http/reply-schemas'
import { guidance } from './guidance'

// The process has one configuration; a test lends it another.
const shared = globalThis as unknown as Record<symbol, unknown>
const KEY = Symbol.for('cdb-tasks.config')
const own = config()
afterEach(() => {
  shared[KEY] = own
})

it('is every rule that is shipped, in the reader’s language', async () => {
  const viewer = await anyone()
  const [en, zh] = [guidance(viewer, 'en'), guidance(viewer, 'zh-CN')]
  expect(guidanceSchema.parse(en)).toEqual(en)
  expect(Object.keys(en.rules)).toEqual(shippedRules().map(({ id }) => id))
  expect(en.rules['mysql-1064']).toMatchObject({ cause: 'The server could not parse the SQL.', runbook: null })
  expect(zh.rules['mysql-1064']?.cause).toBe('服务器无法解析 SQL。')
  expect(en.rules['binlog-expired']?.link).not.toBe(zh.rules['binlog-expired']?.link)
  expect(en.links).toEqual([])
})

it('is the team’s own first, with its runbooks and links', async () => {
  shared[KEY] = readConfig({
    CDB_TASKS_FAILURE_RULES: writeScratchFile(
      'rules: [{id: ours, match: {code: 3}, title: {en: Imports, zh-CN: 导入}, runbook: "https://wiki.example.com/x"}]',
    ),
    CDB_TASKS_CONFIG: writeScratchFile(
      'accounts: [{name: a}]\nlinks: [{name: {en: Wiki, zh-CN: 百科}, url: "https://wiki.example.com/${jobId}"}]',
    ),
  })
  const { rules, links } = guidance(await anyone(), 'zh-CN')
  expect(Object.entries(rules)[0]).toEqual([
    'ours',
    { title: '导入', cause: null, check: null, link: null, runbook: 'https://wiki.example.com/x' },
  ])
  expect(links).toEqual([{ name: '百科', url: 'https://wiki.example.com/${jobId}' }])
})
