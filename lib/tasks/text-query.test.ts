import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '@/lib/json'
import documented from './fixtures/documented-reply.json'
import type { Task } from './task'
import { taskTypeSlugs, taskTypes } from './task-types'
import { matchesText, readTextQuery } from './text-query'

function taskOf(part: Partial<Task> = {}): Task {
  return {
    key: 'Prod/ap-guangzhou/15970',
    account: 'Prod',
    region: 'ap-guangzhou',
    jobId: '15970',
    type: 'import-data',
    typeWire: 'IMPORT DATA',
    status: 'failed',
    statusWire: 'FAILED',
    progressPercent: 5,
    code: 9013,
    message: null,
    startedAt: '2017-06-27T08:46:52Z',
    endedAt: null,
    durationSeconds: null,
    instanceIds: ['cdb-c1nl9rpv'],
    asyncRequestId: '9d21004b-3aa1896a-eeddca4b-a68f106d',
    attachments: [{ key: 'FastUpgradeStatus', value: 'inPlace' }],
    payload: null,
    ...part,
  }
}

/** The task of the documented reply. */
function documentedTask(jobId: number): Task {
  const item = documented.Response.Items.find(({ JobId }) => JobId === jobId)
  if (!item) throw new Error(`There is no documented task ${jobId}`)
  const type = taskTypeSlugs.find((slug) => taskTypes[slug].code === item.Type) ?? 'unknown'
  // Safe: the file is JSON.
  const payload = item.Data as Json
  return taskOf({ type, typeWire: item.Type, jobId: String(jobId), code: item.Code, message: item.Message, payload })
}

const finds = (text: string, task: Task) => matchesText(task, readTextQuery(text))

describe('a word', () => {
  const rollback = documentedTask(51695)

  it.each([
    'prod',
    'AP-GUANGZHOU',
    '1597',
    'c1nl9',
    'import-data',
    '"import data"',
    'Failed',
    '9013',
    '9d21004b-3aa1896a-eeddca4b-a68f106d',
    'fastupgrade',
    'inplace',
  ])('%s is found wherever a reader sees text', (text) => {
    expect(finds(text, taskOf())).toBe(true)
    expect(finds(`-${text}`, taskOf())).toBe(false)
  })

  it.each([
    'NewTableName',
    'monitor_alarm_bak',
    'cdb-ewgjla5w',
    '"2017-04-06 16:00:00"',
    'databasetables',
    '"rollback succeeded"',
  ])('%s is found in a payload, under its name and in its values', (text) => {
    expect(finds(text, rollback)).toBe(true)
    expect(finds(text, taskOf())).toBe(false)
  })

  it('is not found across the border of two values', () => {
    expect(finds('failed9013', taskOf())).toBe(false)
    expect(finds('"import-data import"', taskOf())).toBe(false)
  })

  it('must be there with all others, in any order', () => {
    expect(finds('9013 prod', taskOf())).toBe(true)
    expect(finds('prod 9013 nowhere', taskOf())).toBe(false)
    expect(finds('prod -9013', taskOf())).toBe(false)
    expect(finds('prod -nowhere', taskOf())).toBe(true)
  })

  it.each(['', '  ', '-', '""', '"', ' - "" '])('that is none, as %j, finds everything', (text) => {
    expect(finds(text, taskOf())).toBe(true)
  })

  it('with a colon after what is no key is a word with a colon in it', () => {
    const task = taskOf({ message: 'dial tcp :0: http://example' })
    expect(finds('http://exam', task)).toBe(true)
    expect(finds('tcp:', task)).toBe(false)
    expect(finds('constructor:a', task)).toBe(false)
  })
})

describe('a phrase in quotes', () => {
  const message = 'Access denied for "root"@"%" (using password: YES)'
  const task = taskOf({ message })

  it.each([
    '"access denied"',
    '“access denied”',
    'msg:"denied for"',
    'msg："denied for"',
    `"for "root"@"%"`,
    '"access denied" root',
    '"denied for',
  ])('%s is kept together', (text) => {
    expect(finds(text, task)).toBe(true)
  })

  it.each(['"denied access"', '-"access denied"', '-msg:"access denied"', '"access  denied"'])(
    '%s is not here',
    (text) => {
      expect(finds(text, task)).toBe(false)
    },
  )

  it('that spans lines is found as they are shown and as they came', () => {
    const task = taskOf({ message: 'ERROR 1062 (23000) at line 3: Duplicate?ERROR 1146 (42S02) at line 4: No table' })
    for (const text of ['"Duplicate ERROR 1146"', '"Duplicate?ERROR"', 'msg:"Duplicate ERROR 1146"']) {
      expect(finds(text, task), text).toBe(true)
    }
  })
})

describe('a key', () => {
  const importTask = documentedTask(15971)
  const parameters = documentedTask(15969)
  const sqlTask = documentedTask(51788)
  const rollback = documentedTask(51695)

  it.each<[string, Task, string[], string[]]>([
    ['msg', importTask, ['msg:gone', 'MSG:"server has gone"'], ['msg:joellwang', 'msg:import']],
    ['msg of what failed inside', sqlTask, ['msg:"connection refused"'], ['msg:clear_test']],
    ['db', importTask, ['db:test', 'db:TES'], ['db:joellwang', 'db:2006']],
    ['db of many', sqlTask, ['db:clear'], ['db:refused']],
    ['db old and new', rollback, ['db:monitor_master', 'db:test_bak'], ['db:monitor_alarm']],
    ['file', importTask, ['file:joellwang', 'file:.sql'], ['file:test', 'file:gone']],
    ['param', parameters, ['param:back_log', 'param:LOG'], ['param:210', 'param:ok']],
  ])('%s: looks at its own kind of value only', (_, task, found, notFound) => {
    expect(found.filter((text) => !finds(text, task))).toEqual([])
    expect(notFound.filter((text) => finds(text, task))).toEqual([])
  })

  it('code: is a number or a state as a whole: of the task, of MySQL in the messages, of the platform, of the payload', () => {
    const message = 'ERROR 1062 (23000) at line 3: Duplicate?ERROR 1146 (42S02) at line 4: No table'
    const platform = 'reason: ERR#-999: lock_inst.cgi: gone'
    const inside = [{ Code: '3', Message: 'Error 1205: Lock wait timeout exceeded' }]
    for (const text of ['code:9013', 'code:1062', 'code:1146', 'code:23000', 'code:42s02'])
      expect(finds(text, taskOf({ message })), text).toBe(true)
    for (const text of ['code:3', 'code:1205']) expect(finds(text, taskOf({ payload: inside })), text).toBe(true)
    expect(finds('code:-999', taskOf({ message: platform }))).toBe(true)
    expect(finds('code:-5003', sqlTask)).toBe(true)
    for (const text of ['code:106', 'code:2300', 'code:901', 'code:4', 'code:999', '-code:9013']) {
      expect(finds(text, taskOf({ message })), text).toBe(false)
    }
    expect(finds('code:internal', taskOf({ code: 'InternalError' }))).toBe(true)
  })

  it('without a value asks for any value at all', () => {
    expect(finds('file:', importTask)).toBe(true)
    expect(finds('-file:', importTask)).toBe(false)
    expect(finds('file:', parameters)).toBe(false)
    expect(finds('msg:', taskOf({ message: '', payload: [{ Message: '' }] }))).toBe(false)
    expect(finds('code:', taskOf({ code: null }))).toBe(false)
  })

  it('reads a payload of any shape', () => {
    const odd = [{ Parameters: { Name: 7 }, Database: ['a', { Database: null }], FileName: { FileName: 'deep.sql' } }]
    const task = taskOf({ payload: odd })
    expect(['param:7', 'db:a', 'file:deep', 'deep.sql'].filter((text) => !finds(text, task))).toEqual([])
  })
})

describe('whatever a task and a query hold', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc
      .array(fc.constantFrom('"', '”', '-', 'code:', 'msg:', ' ', '?', 'ERROR 1064', 'İ', 'Σ', 'ẞ', '\n', '导入'), {
        maxLength: 8,
      })
      .map((parts) => parts.join('')),
  )
  const names = fc.constantFrom('Message', 'Code', 'Name', 'Parameters', 'Database', 'FileName', '__proto__')
  const payload = fc.letrec<{ json: fc.JsonValue }>((tie) => ({
    json: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.oneof(fc.jsonValue({ maxDepth: 1 }), text),
      fc.array(tie('json'), { maxLength: 4 }),
      fc.array(fc.tuple(names, tie('json')), { maxLength: 4 }).map((entries) => JSON.parse(asObject(entries))),
    ),
  })).json

  /** As the wire would have it, so that `__proto__` is a name like any other. */
  function asObject(entries: [string, fc.JsonValue][]): string {
    return `{${entries.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join()}}`
  }

  it('nothing throws, and what is excluded is what would not be found', () => {
    fc.assert(
      fc.property(payload, text, text, (json, message, word) => {
        // Safe: fast-check's JSON is ours.
        const task = taskOf({ message, payload: json as Json })
        expect(typeof finds(word, task)).toBe('boolean')
        const phrase = word.replaceAll(/["“”]/g, '')
        for (const key of ['', 'msg:', 'code:', 'db:', 'file:', 'param:']) {
          const term = `${key}"${phrase}"`
          // A term of nothing asks for nothing, nor does its opposite.
          if (term !== '""') expect(finds(`-${term}`, task)).toBe(!finds(term, task))
        }
      }),
      { numRuns: 1_000 },
    )
  })

  it('a task is found by each word of its own message, by all of them and by the whole', () => {
    fc.assert(
      fc.property(text, (message) => {
        const task = taskOf({ message })
        const words = message
          .split(/\s+/)
          .filter((word) => word !== '')
          .map((word) => `"${word}"`)
        for (const query of [...words, ...words.map((word) => `msg:${word}`), words.join(' ')]) {
          expect(finds(query, task), query).toBe(true)
        }
      }),
      { numRuns: 1_000 },
    )
  })

  it('a plain word needs no quotes', () => {
    fc.assert(
      fc.property(fc.lorem(), (message) => {
        const task = taskOf({ message })
        expect(message.split(' ').filter((word) => !finds(word, task))).toEqual([])
      }),
    )
  })

  it('a payload nested deeper than the stack and a message of any length are read', () => {
    const deep = JSON.parse(`${'[{"a":'.repeat(30_000)}1${'}]'.repeat(30_000)}`) as Json
    const task = taskOf({ payload: deep, message: 'ERROR 1064 ('.repeat(20_000) })
    for (const query of ['zzz', 'db:zzz', 'code:', 'msg:zzz', `${'"'.repeat(10_000)} ${'- '.repeat(10_000)}`]) {
      expect(() => finds(query, task)).not.toThrow()
    }
  })
})
