import { expect, test } from 'vitest'
import { Throttle } from './throttle'

test('after five failures within five minutes an address is not heard, others are', () => {
  let now = 0
  const throttle = new Throttle(() => now)
  for (let failures = 0; failures < 5; failures++) {
    expect(throttle.isClosedTo('a')).toBe(false)
    throttle.fail('a')
    now += 1_000
  }
  expect(throttle.isClosedTo('a')).toBe(true)
  expect(throttle.isClosedTo('b')).toBe(false)
  now = 300_500
  expect(throttle.isClosedTo('a')).toBe(false)
  throttle.fail('a')
  expect(throttle.isClosedTo('a')).toBe(true)
})

test('all addresses of one host are one, as far as they are its own', () => {
  const throttle = new Throttle(() => 0)
  for (let failures = 0; failures < 5; failures++) throttle.fail(`2001:db8:0:1::${failures}`)
  expect(throttle.isClosedTo('2001:db8:0:1:a:b:c:d')).toBe(true)
  expect(throttle.isClosedTo('2001:DB8::1:0:0:0:9')).toBe(true)
  expect(throttle.isClosedTo('2001:db8:0:2::1')).toBe(false)
  expect(throttle.isClosedTo('::1')).toBe(false)
  expect(throttle.isClosedTo('fe80::1%eth0')).toBe(false)
  for (const other of ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4', '10.0.0.5']) throttle.fail(other)
  expect(throttle.isClosedTo('10.0.0.1')).toBe(false)
})
