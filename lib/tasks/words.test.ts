import { describe, expect, it } from 'vitest'
import en from '@/messages/en.json'
import zh from '@/messages/zh-CN.json'
import { taskStatusSlugs } from './task-status'
import { taskTypeSlugs } from './task-types'

const namespaces = ['payload', 'taskType', 'taskStatus', 'failure'] as const

function leaves(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]]
  return Object.entries(value ?? {}).flatMap(([key, child]) => leaves(child, `${path}.${key}`))
}

const argumentsOf = (text: string) => [...text.matchAll(/\{(\w+)/g)].map(([, name]) => name).sort()

describe('the words of the domain', () => {
  it.each(namespaces)('has the same %s keys in both languages, with the same arguments', (namespace) => {
    const shapes = [en, zh].map((messages) =>
      leaves(messages[namespace])
        .map(([path, text]) => [path, argumentsOf(text)])
        .sort(),
    )
    expect(shapes[0]).toEqual(shapes[1])
  })

  it.each(namespaces)('leaves no %s message empty', (namespace) => {
    expect([...leaves(en[namespace]), ...leaves(zh[namespace])].filter(([, text]) => text.trim() === '')).toEqual([])
  })

  it('names every task type and status, and what is none of ours', () => {
    expect(Object.keys(en.taskType).sort()).toEqual([...taskTypeSlugs, 'unknown'].sort())
    expect(Object.keys(en.taskStatus).sort()).toEqual([...taskStatusSlugs, 'unknown'].sort())
  })

  it('uses the official Chinese terms', () => {
    expect(zh.taskType).toEqual({
      rollback: '数据库回档',
      'sql-operation': 'SQL操作',
      'import-data': '数据导入',
      'modify-param': '参数设置',
      initial: '初始化云数据库实例',
      reboot: '重启云数据库实例',
      'open-gtid': '开启云数据库实例GTID',
      'upgrade-ro': '只读实例升级',
      'batch-rollback': '数据库批量回档',
      'upgrade-master': '主实例升级',
      'drop-tables': '删除云数据库库表',
      'switch-dr-to-master': '灾备实例提升为主',
      unknown: '未知类型',
    })
  })

  it('calls a task that has not begun "Not started", never undefined', () => {
    expect([en.taskStatus.undefined, zh.taskStatus.undefined]).toEqual(['Not started', '未开始'])
    expect(leaves([en.taskStatus, zh.taskStatus]).filter(([, text]) => /undefined/i.test(text))).toEqual([])
  })
})
