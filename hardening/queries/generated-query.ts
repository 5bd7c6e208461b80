import fc from 'fast-check'
import { hostileStrings } from '../hostile-strings'

const USUAL: Record<string, readonly string[]> = {
  account: ['default', 'prod', 'default,default', '..'],
  region: [
    'ap-guangzhou',
    'ap-shanghai',
    'ap-guangzhou,ap-shanghai',
    'ap-nowhere',
    'evil.example#',
    '169.254.169.254',
    'ap-x.evil.example',
  ],
  instance: ['cdb-c1nl9rpv', 'cdbro-00000000', 'CDB-C1NL9RPV', 'cdb-', 'cdb-c1nl9rpv,cdb-00000000'],
  async: ['a3d5b8e1-1111-4222-8333-444455556666', 'x'],
  job: ['1', '0', '-1', '9007199254740993', '1e9'],
  type: ['import-data', 'reboot', '3', 'import-data,reboot', Array(1_000).fill('3').join()],
  status: ['failed', 'active', 'succeed', '2', 'failed,failed', '__proto__'],
  failure: ['0123456789ab', 'constructor'],
  from: [
    '-1h',
    '-24h',
    '-7d',
    'all',
    '2024-01-01',
    '2024-01-01T00:00:00Z',
    '01/02/2024',
    '1704067200',
    '-0h',
    '-1e9d',
    '2024-02-30',
    'NaN',
  ],
  to: [
    '/tasks',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '-1h',
    'now',
    '2024-01-01T00:00:00Z',
    '0000-00-00',
    '9999-12-31T23:59:59Z',
    '+275760-09-13',
  ],
  at: ['-1h', '2024-01-01T00:00:00Z', 'yesterday'],
  q: ['error', '-status:failed', '"a', 'code:1062 OR', '(((((', 'duration:>5m', '/(a+)+$/'],
  sort: ['started', '-started', 'started,-ended', 'message', '--', 'toString'],
  page: ['1', '2', '0', '-1', '2147483648', '9007199254740993', '1e9', 'NaN'],
  size: ['20', '50', '100', '101', '0', '-1'],
  task: ['default/ap-guangzhou/1', 'a/b/c', '///', 'default/ap-guangzhou/1/../2'],
  tz: ['beijing', 'utc', 'local', 'Mars/Base'],
  wait: ['all', 'first', 'never'],
  retry: ['all', 'default/ap-guangzhou', '/'],
  format: ['csv', 'ndjson', 'md', 'json', 'exe'],
  start: ['2017-06-27T07:13:52Z', '9999-12-31T23:59:59Z', '0001-01-01T00:00:00Z', '2024-01-01T00:00:00Z', 'x'],
  keys: ['default/ap-guangzhou/cdb-c1nl9rpv', Array(301).fill('a/b/c').join(), '//'],
  a: ['default/ap-guangzhou/1', 'x'],
  b: ['default/ap-guangzhou/2', ''],
}
const NAMES = Object.keys(USUAL)
const ODD_NAMES = [
  'a[b]',
  'region[]',
  '__proto__',
  'constructor',
  'nxtPregion',
  '_rsc',
  '__nextLocale',
  'Region',
  'region ',
  '',
  'hasOwnProperty',
  'code',
  'state',
  'error',
  'limit',
  'offset',
]
/** As bytes that no text has: overlong, cut, or out of range. */
const BROKEN = [
  '%',
  '%zz',
  '%e0%a4',
  '%c0%ae%c0%ae',
  '%ff',
  '%00',
  '%0d%0aSet-Cookie:a=b',
  '%u0041',
  '+',
  '&',
  '=',
  ';',
  '?',
  '%23',
  '%25%32%35',
]

const text = fc
  .oneof(
    { weight: 3, arbitrary: fc.constantFrom(...hostileStrings) },
    { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
    { weight: 1, arbitrary: fc.integer({ min: 300, max: 7_000 }).map((length) => 'x'.repeat(length)) },
  )
  .map(encoded)
const name = fc.oneof(
  { weight: 10, arbitrary: fc.constantFrom(...NAMES) },
  { weight: 2, arbitrary: fc.constantFrom(...ODD_NAMES).map(encoded) },
  { weight: 1, arbitrary: text },
  { weight: 1, arbitrary: fc.constantFrom(...BROKEN) },
)
const pair = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .constantFrom(...NAMES)
      .chain((one) => fc.constantFrom(...(USUAL[one] ?? [])).map((value) => `${one}=${encoded(value)}`)),
  },
  { weight: 4, arbitrary: fc.tuple(name, text).map((both) => both.join('=')) },
  { weight: 1, arbitrary: fc.tuple(name, fc.constantFrom(...BROKEN)).map((both) => both.join('=')) },
  { weight: 1, arbitrary: name },
)

/** What may stand behind the question mark of an address, from a plain filter to bytes that are no text. */
export function generatedQuery(own: readonly string[]): fc.Arbitrary<string> {
  const usual = fc
    .constantFrom(...own)
    .chain((one) => fc.constantFrom(...(USUAL[one] ?? [''])).map((value) => `${one}=${encoded(value)}`))
  return fc.oneof(
    {
      weight: 3,
      arbitrary: fc
        .uniqueArray(usual, { maxLength: 4, selector: (one) => one.split('=')[0] })
        .map((pairs) => pairs.join('&')),
    },
    {
      weight: 6,
      arbitrary: fc.array(fc.oneof(usual, pair), { minLength: 1, maxLength: 5 }).map((pairs) => pairs.join('&')),
    },
    { weight: 1, arbitrary: fc.array(pair, { minLength: 20, maxLength: 60 }).map((pairs) => pairs.join('&')) },
  )
}

function encoded(value: string): string {
  // Half a surrogate is no text that an address could hold.
  return encodeURIComponent(value.replaceAll(/\p{Cs}/gu, '\ufffd'))
}
