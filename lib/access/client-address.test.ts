import { expect, test } from 'vitest'
import { addressOf } from './client-address'

function from(peer: string | null, forwarded: string | null, trusted: string[] = []): string {
  const headers = new Headers()
  if (peer !== null) headers.set('x-cdb-tasks-peer', peer)
  if (forwarded !== null) headers.set('x-forwarded-for', forwarded)
  return addressOf(headers, trusted)
}

test('who is at the other end is where it comes from, whatever else is said', () => {
  expect(from('10.0.0.1', '1.2.3.4')).toBe('10.0.0.1')
  expect(from('::ffff:10.0.0.1', null)).toBe('10.0.0.1')
  expect(from('2001:db8::1', '1.2.3.4', ['10.0.0.0/8'])).toBe('2001:db8::1')
})

test('the word of a proxy of ours is taken, and only of ours', () => {
  const trusted = ['10.0.0.0/8', '192.168.1.1', 'fd00::/8']
  expect(from('10.0.0.1', '6.6.6.6, 1.2.3.4', trusted)).toBe('1.2.3.4')
  expect(from('10.0.0.1', '6.6.6.6, 1.2.3.4, 192.168.1.1', trusted)).toBe('1.2.3.4')
  expect(from('fd00::2', '2001:db8::7', trusted)).toBe('2001:db8::7')
  expect(from('::ffff:10.1.2.3', '::ffff:1.2.3.4', trusted)).toBe('1.2.3.4')
})

test('a port beside it is not part of it', () => {
  expect(from('10.0.0.1', '1.2.3.4:50123', ['10.0.0.0/8'])).toBe('1.2.3.4')
  expect(from('10.0.0.1', '[2001:db8::7]:443', ['10.0.0.0/8'])).toBe('2001:db8::7')
  expect(from('10.0.0.1', '[2001:db8::7]', ['10.0.0.0/8'])).toBe('2001:db8::7')
})

test('what is no address is not believed', () => {
  expect(from('10.0.0.1', 'unknown', ['10.0.0.0/8'])).toBe('10.0.0.1')
  expect(from('10.0.0.1', null, ['10.0.0.0/8'])).toBe('10.0.0.1')
  expect(from(null, '1.2.3.4', ['0.0.0.0/0'])).toBe('unknown')
  expect(from('<script>', '1.2.3.4')).toBe('unknown')
})
