// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the placeholders of links.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fakeTask } from './fake-task'
import { linksOut } from './links-out'

const EVERYTHING =
  'https://h.example/${account}/${region}/${regionId}/${instanceId}?job=${jobId}&from=${startEpochMs}&to=${endEpochMs}&code=${code}#${asyncRequestId}'

const task = fakeTask({ jobId: '15970', asyncRequestId: '9d21004b-3aa1896a', code: -5003 })
const addresses = (url: string, part = {}) =>
  linksOut([{ name: 'x', url }], { ...task, ...part }).map(({ address }) => address)

describe('a link out', () => {
  it('has every value of its task in it', () => {
    expect(addresses(EVERYTHING)).toEqual([
      'https://h.example/default/ap-guangzhou/1/cdb-c1nl9rpv?job=15970&from=1772280000000&to=1772280300000&code=-5003#9d21004b-3aa1896a',
    ])
  })

  it('has its values encoded', () => {
    expect(addresses('https://h/?q=${code}&x=1', { code: 'a b&c=ä/#"<' })).toEqual([
      'https://h/?q=a%20b%26c%3D%C3%A4%2F%23%22%3C&x=1',
    ])
    expect(addresses('https://h/${code}', { code: 'x\ud800' })).toEqual(['https://h/x%EF%BF%BD'])
  })

  it.each<[string, object]>([
    ['an end', { endedAt: null }],
    ['a start that can be read', { startedAt: 'soon' }],
    ['an id of its own', { jobId: '~1' }],
    ['a region with a number', { region: 'xx-unheard' }],
    ['an instance', { instanceIds: [] }],
    ['a code', { code: null }],
    ['a code that is a text', { code: '' }],
    ['a request', { asyncRequestId: null }],
    ['an id that does not climb', { jobId: '..' }],
  ])('is left out where its task lacks %s', (_, part) => {
    expect(addresses(EVERYTHING, part)).toEqual([])
    expect(addresses('https://h/', part)).toEqual(['https://h/'])
  })

  it('is one for each instance, at most five, and one where no instance is named', () => {
    const instanceIds = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
    const links = linksOut([{ name: 'Console', url: 'https://h/${instanceId}' }], { ...task, instanceIds })
    expect(links.map(({ instanceId, address }) => [instanceId, address])).toEqual(
      ['a', 'b', 'c', 'd', 'e'].map((id) => [id, `https://h/${id}`]),
    )
    expect(linksOut([{ name: 'x', url: 'https://h/${jobId}' }], { ...task, instanceIds })).toHaveLength(1)
    expect(linksOut([{ name: 'x', url: 'https://h/${instanceId}' }], task)).toMatchObject([{ instanceId: null }])
  })

  it('never leads to another place, whatever the cloud sends', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('..', '.', '../..', '/@evil', 'javascript:x'))
    fc.assert(
      fc.property(text, text, text, (code, region, instanceId) => {
        const url = 'https://h.example/wiki/${code}/${region}/${instanceId}/end?x=${code}'
        for (const address of addresses(url, { code, region, instanceIds: [instanceId] })) {
          const { origin, pathname } = new URL(address)
          expect(origin).toBe('https://h.example')
          expect(pathname.split('/')).toHaveLength(6)
          expect(pathname.startsWith('/wiki/') && pathname.endsWith('/end')).toBe(true)
        }
      }),
      { numRuns: 2_000 },
    )
  })
})
