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

test('who is right begins anew', () => {
  const throttle = new Throttle(() => 0)
  for (let failures = 0; failures < 4; failures++) throttle.fail('a')
  throttle.succeed('a')
  throttle.fail('a')
  expect(throttle.isClosedTo('a')).toBe(false)
})
