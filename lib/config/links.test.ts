// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the placeholders of links.
import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig } from '../config'
import { writeScratchFile } from './scratch-file'

function read(links: string) {
  return readConfig({ CDB_TASKS_CONFIG: writeScratchFile(`accounts: [{name: a}]\nlinks: ${links}`) }).links
}

function problemsIn(links: string): string[] {
  try {
    read(links)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

const withUrl = (url: string) => JSON.stringify([{ name: 'SECRET', url }])

describe('the links of the file', () => {
  it('are none where it names none', () => {
    expect(readConfig({ CDB_TASKS_CONFIG: writeScratchFile('accounts: [{name: a}]') }).links).toEqual([])
    expect(readConfig({}).links).toEqual([])
  })

  it('are names, in one language or both, with addresses that have placeholders', () => {
    const url =
      'https://console.cloud.tencent.com/cdb/${region}?ins=${regionId}-${instanceId}&from=${startEpochMs}&to=${endEpochMs}#${jobId}-${code}-${asyncRequestId}-${account}'
    expect(
      read(`[{name: Wiki, url: "http://wiki:8080"}, {name: {en: Console, zh-CN: 控制台}, url: "${url}"}]`),
    ).toEqual([
      { name: 'Wiki', url: 'http://wiki:8080' },
      { name: { en: 'Console', 'zh-CN': '控制台' }, url },
    ])
  })

  it.each([
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    ' javascript:alert(1)',
    'java\tscript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>',
    'vbscript:x',
    '/only/a/path',
    '//host/path',
    '${account}:alert(1)',
    '${account}://host/',
    'https://${account}/x',
    'https://${account}.example.com/x',
    'https://example.com:${code}/x',
    'https://user:pass@example.com/x',
    'https://example.com\\@evil.example/x',
    'https://exa mple.com/',
    'https://example.com${jobId}',
    'https:///x',
    'https:example.com',
    'http://',
    '',
  ])('may not be %j', (url) => {
    expect(problemsIn(withUrl(url))).toEqual([
      expect.stringMatching(/^CDB_TASKS_CONFIG: links\[0\]\.url: must be an http\(s\) address/),
    ])
  })

  it.each(['https://h/${instanceID}', 'https://h/${}', 'https://h/${jobId', 'https://h/${ jobId }'])(
    'know their placeholders, and %s is none',
    (url) => {
      expect(problemsIn(withUrl(url))[0]).toMatch(
        /links\[0\]\.url: has a placeholder that is not known\. Known are \$\{instanceId\}/,
      )
      expect(problemsIn(withUrl(url)).join()).not.toContain('SECRET')
    },
  )

  it.each([
    ['[{name: SECRET}]', 'links[0].url: '],
    ['[{url: "https://h"}]', 'links[0].name: wants a text, or one for each of en and zh-CN'],
    ['[{name: {en: SECRET}, url: "https://h"}]', 'links[0].name: wants a text'],
    ['[{name: a, url: "https://h", icon: SECRET}]', 'links[0].icon is not a known key'],
    ['SECRET', 'links: '],
  ])('are told, never quoted, what is wrong in %s', (links, problem) => {
    expect(problemsIn(links)).toEqual([expect.stringContaining(`CDB_TASKS_CONFIG: ${problem}`)])
    expect(problemsIn(links).join()).not.toContain('SECRET')
  })

  it('are told all that is wrong at once: names, addresses, and what is wrong beside the links', () => {
    const bad = Array.from({ length: 11 }, () => '{name: a, url: "ftp://h"}')
    const links = `[{name: {en: x}, url: "https://h"}, {name: "", url: "no"}, ${bad}]`
    const file = writeScratchFile(
      `accounts: [{name: a, regions: [NO]}, {name: a}, {name: b, nope: 1}]\nviews: [{name: a, query: "nope=1"}]\nlinks: ${links}`,
    )
    const problems: string[] = []
    try {
      readConfig({ CDB_TASKS_CONFIG: file })
    } catch (error) {
      if (error instanceof ConfigError) problems.push(...error.problems)
    }
    const places = problems.map((problem) => /^CDB_TASKS_CONFIG: ([\w.[\]]+)/.exec(problem)?.[1])
    const urls = Array.from({ length: 12 }, (_, index) => `links[${index + 1}].url`)
    const others = ['accounts[0].regions', 'accounts[1].name', 'accounts[2].nope', 'views[0].query']
    expect(places.sort()).toEqual([...others, 'links[0].name', 'links[1].name', ...urls].sort())
  })
})
