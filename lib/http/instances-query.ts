import 'server-only'
import { refuseParameters } from './strict-query'

/** As many as a page has rows with several instances each. */
const MOST_KEYS = 300
const KEY = /^([\w.-]{1,64})\/([a-z0-9-]{1,40})\/([\w-]{1,40})$/
const FORM = 'account/region/instanceId, separated by commas'

/** One instance by its place. */
export interface InstanceKey {
  account: string
  region: string
  instanceId: string
}

/** `keys`, the one parameter: at most 300 instances. */
export function requireInstanceKeys(query: URLSearchParams): InstanceKey[] {
  const unknown = [...new Set(query.keys())].filter((name) => name !== 'keys')
  const refused = (parameter: string, reason: 'unknown-parameter' | 'repeated' | 'not-allowed', value = '') =>
    refuseParameters([{ parameter, value, reason, allowed: parameter === 'keys' ? [FORM] : ['keys'] }])
  if (unknown[0] !== undefined) refused(unknown[0], 'unknown-parameter')
  const [text = '', ...more] = query.getAll('keys')
  if (more.length > 0) refused('keys', 'repeated', query.getAll('keys').join(' '))
  const parts = text.split(',').filter((part) => part !== '')
  if (parts.length === 0 || parts.length > MOST_KEYS) refused('keys', 'not-allowed', text)
  return parts.map((part) => {
    const [, account = '', region = '', instanceId = ''] = KEY.exec(part) ?? []
    return instanceId === '' ? refused('keys', 'not-allowed', part) : { account, region, instanceId }
  })
}
