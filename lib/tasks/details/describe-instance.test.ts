import { describe, expect, it } from 'vitest'
import { describeFewFacts } from './describe-instance'
import { fakeInstance } from './fake-instance'

const facts = { InstanceType: 3, EngineVersion: '8.0', Memory: 4_000, Volume: 200, Vport: 3306, Primary: 'cdb-a' }
const labelsOf = (fields: ReturnType<typeof describeFewFacts>) =>
  fields.map(({ label }) => ('key' in label ? label.key : label.text))

describe('the few facts of an instance', () => {
  it('are what it is and how large, in words alone', () => {
    const fields = describeFewFacts(fakeInstance('cdbro-a', { facts, tags: [{ key: 'env', value: 'prod' }] }))
    expect(labelsOf(fields)).toEqual(['role', 'engineVersion', 'memory', 'volume', 'tags'])
    expect(fields[0]?.value).toEqual({ kind: 'label', label: { key: 'readOnly' } })
    expect(fields.at(-1)?.value).toEqual({ kind: 'text', text: 'env=prod' })
  })

  it('have what it does where it does something, also in a number nobody knows', () => {
    const [switching, unknown] = [15, 999].map((taskStatus) => describeFewFacts(fakeInstance('a', { taskStatus })))
    expect(switching).toEqual([
      { label: { key: 'instanceTask' }, value: { kind: 'label', label: { key: 'instanceTask15' } } },
    ])
    expect(unknown).toEqual([{ label: { key: 'instanceTask' }, value: { kind: 'mono', text: '999' } }])
  })

  it('are none where the cloud tells none', () => {
    expect(describeFewFacts(fakeInstance('a', { taskStatus: null }))).toEqual([])
    expect(describeFewFacts(fakeInstance('a', { taskStatus: 0, facts: null }))).toEqual([])
  })
})
