import { expect, test } from 'vitest'
import { endpointOf } from './endpoint'
import { scopeAt } from './fake-cloud'

const hostOf = (region: string, site: 'china' | 'international' = 'china', endpoint: string | null = null) => {
  const { account } = scopeAt(endpoint)
  const { protocol, host } = endpointOf({ account: { ...account, site }, region })
  return `${protocol}${host}`
}

test('every region but the finance ones is asked at one host', () => {
  expect(hostOf('ap-guangzhou')).toBe('https://cdb.tencentcloudapi.com')
  expect(hostOf('xx-somewhere-new')).toBe('https://cdb.tencentcloudapi.com')
})

test('a finance region is asked at its own host, on either site', () => {
  expect(hostOf('ap-shanghai-fsi')).toBe('https://cdb.ap-shanghai-fsi.tencentcloudapi.com')
  expect(hostOf('ap-beijing-fsi', 'international')).toBe('https://cdb.ap-beijing-fsi.tencentcloudapi.com')
})

test('the international site has its own host', () => {
  expect(hostOf('ap-singapore', 'international')).toBe('https://cdb.intl.tencentcloudapi.com')
})

test('a configured endpoint takes every region’s calls, scheme and port as they are', () => {
  expect(hostOf('ap-guangzhou', 'china', 'http://127.0.0.1:4400')).toBe('http://127.0.0.1:4400')
  expect(hostOf('ap-shanghai-fsi', 'international', 'https://cdb.internal.tencentcloudapi.com')).toBe(
    'https://cdb.internal.tencentcloudapi.com',
  )
})
