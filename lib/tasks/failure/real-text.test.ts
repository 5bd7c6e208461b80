import { expect, it } from 'vitest'
import { realTextOf } from './real-text'

const payload = [{ Code: 3, Message: 'dial tcp :0: connection refused' }]

it('every line of a message is there, but for its noise', () => {
  const message = 'Task failed\r\n\r\nreason: disk is full\ndumper err'
  expect(realTextOf({ message, payload: null, status: 'failed' })).toBe('Task failed\nreason: disk is full')
})

it('what failed inside a failed task is told with it, or alone', () => {
  expect(realTextOf({ message: 'failed', payload, status: 'failed' })).toBe('failed\ndial tcp :0: connection refused')
  expect(realTextOf({ message: null, payload, status: 'failed' })).toBe('dial tcp :0: connection refused')
  expect(realTextOf({ message: null, payload, status: 'succeed' })).toBeNull()
})

it('a message of noise only is still one, and an empty one none', () => {
  expect(realTextOf({ message: 'dumper err?', payload: null, status: 'failed' })).toBe('dumper err')
  expect(realTextOf({ message: ' ', payload: null, status: 'failed' })).toBeNull()
})
