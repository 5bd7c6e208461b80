import { expect, it } from 'vitest'
import { readPlatformError } from './platform-error'

it.each([
  [
    '[Operate CDB Fail][Upgrade Service Fail!] reason: ERR#-999: lock_inst.cgi: 某些实例id不存在对应的实例记录',
    { code: -999, program: 'lock_inst.cgi', reason: '某些实例id不存在对应的实例记录' },
  ],
  [
    'ERR#-999：lock_inst.cgi：实例正在执行其他任务',
    { code: -999, program: 'lock_inst.cgi', reason: '实例正在执行其他任务' },
  ],
  ['ERR#12: out of stock\nmore', { code: 12, program: null, reason: 'out of stock' }],
  ['ERR#-1', { code: -1, program: null, reason: null }],
  [
    'lock_inst.cgi: Some instance IDs have no instance logs',
    { code: null, program: 'lock_inst.cgi', reason: 'Some instance IDs have no instance logs' },
  ],
  ['modify_param.cgi：参数不存在', { code: null, program: 'modify_param.cgi', reason: '参数不存在' }],
  ['[Operate CDB Fail][Upgrade Service Fail!] reason: 资源不足', { code: null, program: null, reason: '资源不足' }],
])('%j is read', (text, error) => {
  expect(readPlatformError(text)).toEqual(error)
})

it.each(['ERROR 1064 (42000): x', 'see index.cgi', 'reason: none', ''])('%j is none', (text) => {
  expect(readPlatformError(text)).toBeNull()
})
