import { expect, it } from 'vitest'
import { reasonOf } from './reason-of'

const payload = [
  {
    Code: 3,
    Message: '',
    Databases: [
      { Code: 0, Message: 'ok' },
      { Code: 3, Message: 'dial tcp :0: connection refused' },
    ],
  },
]

it('a task’s own message comes first', () => {
  expect(reasonOf({ message: 'dumper err?ERROR 1050 (42S01): x', payload, status: 'failed' })).toBe(
    'ERROR 1050 (42S01): x',
  )
})

it('a failed task without one is told by what failed inside it', () => {
  expect(reasonOf({ message: null, payload, status: 'failed' })).toBe('dial tcp :0: connection refused')
})

it('nothing is made up', () => {
  expect(reasonOf({ message: null, payload, status: 'succeed' })).toBeNull()
  expect(reasonOf({ message: null, payload: null, status: 'failed' })).toBeNull()
})

it('the platform’s reason comes without the brackets before it', () => {
  const message =
    '[Operate CDB Fail][Upgrade Service Fail!] reason: ERR#-999: lock_inst.cgi: 某些实例id不存在对应的实例记录'
  expect(reasonOf({ message, payload: null, status: 'failed' })).toContain('某些实例id不存在对应的实例记录')
  expect(reasonOf({ message, payload: null, status: 'failed' })).not.toContain('Operate')
})
