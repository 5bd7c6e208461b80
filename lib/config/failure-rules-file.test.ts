import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from '../config'
import { writeScratchFile } from './scratch-file'

function read(yaml: string) {
  return readConfig({ CDB_TASKS_FAILURE_RULES: writeScratchFile(yaml) }).failureRules
}

function problemsIn(yaml: string): string[] {
  try {
    read(yaml)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

const RULE = '- id: a\n  match: { mysql: 1 }\n  cause: x\n'

describe('a team’s rules', () => {
  it('are none where no file is named, and may be none in a file', () => {
    expect(readConfig({}).failureRules).toEqual([])
    expect(read('rules: []')).toEqual([])
  })

  it('take one value or several, one condition or several, and texts in one language or both', () => {
    const [rule] = read(`rules:
- id: our_imports-1
  match:
  - { type: [import-data, 11, UPGRADE RO], code: 9013, mysql: [1062, 1064] }
  - { network: timeout, platform: [lock_inst.cgi, -999], message: '(?i)gone' }
  title: { en: Imports, zh-CN: 导入 }
  cause: " Both "
  check: { en: a, zh-CN: b }
  link: https://docs.example.com/x?y=1#z
  runbook: http://wiki.example.com:8080/run
`)
    expect(rule).toMatchObject({
      id: 'our_imports-1',
      match: [
        { type: ['import-data', 'upgrade-master', 'upgrade-ro'], code: [9013], mysql: [1062, 1064] },
        { network: ['timeout'], platform: ['lock_inst.cgi', -999] },
      ],
      title: { en: 'Imports', 'zh-CN': '导入' },
      cause: 'Both',
      link: 'https://docs.example.com/x?y=1#z',
      runbook: 'http://wiki.example.com:8080/run',
    })
    expect(rule?.match[0]?.message).toBeUndefined()
    expect(rule?.match[1]?.message?.test('has GONE away')).toBe(true)
  })

  it('are read in the demo too', () => {
    expect(() => readConfig({ CDB_TASKS_DEMO: '1', CDB_TASKS_FAILURE_RULES: '/nowhere' })).toThrow(
      'CDB_TASKS_FAILURE_RULES names a file that cannot be read.',
    )
  })

  it.each<[string, string]>([
    [
      'rules:\n- id: a\n  match: { mysql: 1 }\n  couse: SECRET\n  runbook: https://h',
      'line 4: rule a: rules[0].couse is not a',
    ],
    [
      'rules:\n- id: a\n  match:\n    mysql: 1\n    colour: SECRET\n  cause: x',
      'line 5: rule a: rules[0].match.colour is not a',
    ],
    [
      'rules:\n- id: a\n  match:\n  - mysql: 1\n  - mysql: 2\n    colour: SECRET\n  cause: x',
      'line 6: rule a: rules[0].match[1].colour is not a',
    ],
    [`rules:\n${RULE}extra: SECRET`, 'line 5: extra is not a known key'],
    ['rules:\n- match: { mysql: 1 }\n  cause: SECRET', 'line 2: rules[0].id: is missing, and must be a text.'],
    ['rules:\n- id: "SECRET x"\n  match: { mysql: 1 }\n  cause: x', 'line 2: rules[0].id: must be letters'],
    ['rules:\n- id: a\n  cause: SECRET', 'line 2: rule a: rules[0].match: is missing, and must be'],
    [
      'rules:\n- id: a\n  match: {}\n  cause: SECRET',
      'line 3: rule a: rules[0].match: wants at least one of type, code, mysql',
    ],
    ['rules:\n- id: a\n  match: []\n  cause: SECRET', 'line 3: rule a: rules[0].match: must not be empty.'],
    ['rules:\n- id: a\n  match: { mysql: 1 }', 'line 2: rule a: rules[0]: wants a cause, a runbook, or both'],
    [
      'rules:\n- id: a\n  match: { mysql: 1 }\n  check: SECRET\n  runbook: https://h',
      'line 2: rule a: rules[0]: wants a cause beside',
    ],
    [
      'rules:\n- id: a\n  match:\n    type: SECRET\n  cause: x',
      'line 4: rule a: rules[0].match.type: is no task type. Known are rollback',
    ],
    [
      'rules:\n- id: a\n  match:\n    type:\n    - reboot\n    - SECRET\n  cause: x',
      'line 6: rule a: rules[0].match.type[1]: is no task type',
    ],
    [
      'rules:\n- id: a\n  match: { mysql: SECRET }\n  cause: x',
      'line 3: rule a: rules[0].match.mysql: must be a number.',
    ],
    [
      'rules:\n- id: a\n  match: { network: SECRET }\n  cause: x',
      'line 3: rule a: rules[0].match.network: must be one of refused, timeout',
    ],
    [
      'rules:\n- id: a\n  match:\n    message: "(SECRET"\n  cause: x',
      'line 4: rule a: rules[0].match.message: is no pattern of RE2: missing closing )',
    ],
    [
      'rules:\n- id: a\n  match:\n    message: "(?=SECRET)"\n  cause: x',
      'line 4: rule a: rules[0].match.message: is no pattern of RE2: invalid',
    ],
    [
      'rules:\n- id: a\n  match: { mysql: 1 }\n  cause: { en: SECRET }',
      'line 4: rule a: rules[0].cause: wants a text, or one for each of en and',
    ],
    ['rules:\n- id: a\n  match: { mysql: 1 }\n  cause: ""', 'line 4: rule a: rules[0].cause: must not be empty'],
    [
      'rules:\n- id: a\n  match: { mysql: 1 }\n  cause: x\n  link: http://SECRET',
      'line 5: rule a: rules[0].link: must be an https address',
    ],
    [
      'rules:\n- id: rollback-time\n  match: { mysql: 1 }\n  cause: SECRET',
      'line 2: rule rollback-time: rules[0].id is the id of a rule that is shipped',
    ],
    [`rules:\n${RULE}${RULE}`, 'line 5: rule a: rules[1].id is the id of rules[0] too'],
    ['rules: SECRET', 'line 1: rules: must be a list.'],
    ['rules:', 'line 1: rules: is empty, and must be a list.'],
    ['- SECRET', 'line 1: the file: must be a group of names and values.'],
    ['', 'line 1: rules: is missing, and must be a list.'],
    [`rules:\n${RULE}  runbook: [SECRET]`, 'line 5: rule a: rules[0].runbook: must be a text.'],
    [
      `rules:\n- id: a\n  match: { code: [[SECRET]] }\n  cause: x`,
      'line 3: rule a: rules[0].match.code[0]: must be a whole number or a text.',
    ],
    ['rules: [SECRET]', 'line 1: rules[0]: must be a group of names and values.'],
    ['rules:\n- id: "SECRET', 'not YAML at line 2'],
    ['rules:\n- id: a\n  id: SECRET', 'not YAML at line 3 (DUPLICATE_KEY)'],
  ])('are told, with the line and never quoted, what is wrong in %j', (yaml, problem) => {
    const problems = problemsIn(yaml)
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(`CDB_TASKS_FAILURE_RULES: ${problem}`)
    expect(problems.join()).not.toContain('SECRET')
    expect(problems.join()).not.toMatch(/expected|received|too (?:big|small)|invalid (?:input|option)/i)
  })

  it.each([
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    '"java\\tscript:alert(1)"',
    '" javascript:alert(1)"',
    'data:text/html,x',
    '//wiki.example.com',
    'wiki.example.com/x',
    'https:wiki.example.com',
    'https:///x',
    'https:\\\\wiki',
    'https://user:password@wiki.example.com',
    'https://wiki.example.com/a b',
    'ftp://wiki.example.com',
    'file:///etc/passwd',
    '5',
  ])('may not lead to %s', (runbook) => {
    expect(problemsIn(`rules:\n- id: a\n  match: { mysql: 1 }\n  runbook: ${runbook}`)).toEqual([
      expect.stringMatching(/^CDB_TASKS_FAILURE_RULES: line 4: rule a: rules\[0\]\.runbook: /),
    ])
  })

  it('tell everything that is wrong at once, with what is wrong beside them', () => {
    const yaml = `rules:
- id: a
  match: { type: nope, message: "(" }
  runbook: javascript:x
- id: a
  match: { mysql: 1 }
  cause: x
  colour: red
`
    const file = writeScratchFile(yaml)
    expect(() => readConfig({ CDB_TASKS_FAILURE_RULES: file, CDB_TASKS_RATE: 'no' })).toThrow(ConfigError)
    const lines = problemsIn(yaml).map((problem) => /line (\d+)/.exec(problem)?.[1])
    expect(lines.sort()).toEqual(['3', '3', '4', '5', '8'])
  })

  it('tell what else is wrong with a rule whose field is wrong', () => {
    const yaml = `rules:
- id: a
  match: { colour: red }
  couse: x
  check: y
- id: 5
  match: { mysql: x }
  cause: { en: only }
  check: y
`
    expect(problemsIn(yaml).map((problem) => problem.replace('CDB_TASKS_FAILURE_RULES: ', ''))).toEqual([
      'line 3: rule a: rules[0].match.colour is not a known key.',
      'line 3: rule a: rules[0].match: wants at least one of type, code, mysql, network, platform, message.',
      'line 4: rule a: rules[0].couse is not a known key.',
      'line 2: rule a: rules[0]: wants a cause, a runbook, or both.',
      'line 2: rule a: rules[0]: wants a cause beside check and link.',
      'line 6: rules[1].id: must be a text.',
      'line 7: rules[1].match.mysql: must be a number.',
      'line 8: rules[1].cause: wants a text, or one for each of en and zh-CN.',
    ])
  })
})
