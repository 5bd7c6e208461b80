import { expect, it } from 'vitest'
import { type NetworkFault, networkFaultsOf, readNetworkFault } from './network-fault'

it.each<[string, NetworkFault]>([
  ['dial tcp :0: connection refused', 'refused'],
  ['dial tcp 10.0.0.1:3306: connect: connection refused', 'refused'],
  ["Can't connect to MySQL server on '10.0.0.1:3306' (111)", 'refused'],
  ['connect ECONNREFUSED 10.0.0.1:3306', 'refused'],
  ['连接被拒绝', 'refused'],
  ['dial tcp 10.0.0.1:3306: i/o timeout', 'timeout'],
  ["Can't connect to MySQL server on '10.0.0.1' (110)", 'timeout'],
  ['context deadline exceeded', 'timeout'],
  ['java.net.SocketTimeoutException: Read timed out', 'timeout'],
  ['java.net.ConnectException: connect timed out', 'timeout'],
  ['操作失败：连接超时', 'timeout'],
  ['dial tcp 10.0.0.1:3306: connect: no route to host', 'unreachable'],
  ["Can't connect to MySQL server on '10.0.0.1' (113)", 'unreachable'],
  ['network is unreachable', 'unreachable'],
  ['dial tcp: lookup db.internal on 10.0.0.2:53: no such host', 'unknown-host'],
  ["Unknown MySQL server host 'db.internal' (2)", 'unknown-host'],
  ['Caused by: java.net.UnknownHostException: db.internal', 'unknown-host'],
  ['java.net.UnknownHostException: db1: x', 'unknown-host'],
  ['getaddrinfo ENOTFOUND db.internal', 'unknown-host'],
  ['read tcp 10.0.0.1:1->10.0.0.2:3306: read: connection reset by peer', 'reset'],
  ["Lost connection to MySQL server at 'reading initial communication packet', system error: 104", 'reset'],
  ['write tcp 10.0.0.1:1->10.0.0.2:3306: write: broken pipe', 'broken-pipe'],
  ['unexpected EOF', 'closed'],
  ['read packet: EOF', 'closed'],
  ['driver: bad connection', 'closed'],
])('%s is %s', (text, fault) => {
  expect(readNetworkFault(text)).toBe(fault)
})

it('the first fault of several counts', () => {
  expect(readNetworkFault('write: broken pipe; tried again: connection refused')).toBe('broken-pipe')
})

it.each(['Lock wait timeout exceeded', 'THEOFFER', "near 'EOFs'", 'success', ''])('%j tells of none', (text) => {
  expect(readNetworkFault(text)).toBeNull()
})

it('all faults of a text stand in one order', () => {
  expect(networkFaultsOf('write: broken pipe; tried again: connection refused')).toEqual(['refused', 'broken-pipe'])
  expect(networkFaultsOf('connection refused, broken pipe')).toEqual(['refused', 'broken-pipe'])
})
