import { describe, expect, it } from 'vitest'
import { anyone } from '@/lib/access/fake-viewer'
import { instancesPageSchema } from '@/lib/http/details-schemas'
import { fakeInstance } from '@/lib/tasks/details/fake-instance'
import { UpstreamError } from '@/lib/tencent/errors'
import { fakeFleet } from './fake-fleet'
import { listInstances } from './list-instances'

const keyOf = (region: string, instanceId: string) => ({ account: 'default', region, instanceId })

function fleetOf({ failing }: { failing?: string } = {}) {
  const calls: string[] = []
  const { fleet } = fakeFleet({
    regions: ['ap-guangzhou', 'ap-shanghai'],
    describeInstances: async ({ region }, ids) => {
      calls.push(`${region} ${ids.join()}`)
      if (region === failing) throw new UpstreamError('timeout', {})
      return { instances: ids.map((id) => fakeInstance(id, { name: `${region} ${id}` })), requestId: 'r' }
    },
  })
  return { fleet, calls }
}

describe('instances by their keys', () => {
  it('are read with one call a region, and told by region', async () => {
    const { fleet, calls } = fleetOf()
    const keys = [keyOf('ap-shanghai', 'b'), keyOf('ap-guangzhou', 'a'), keyOf('ap-shanghai', 'c')]
    const page = await listInstances(await anyone(), keys, { fleet })
    expect(calls.toSorted()).toEqual(['ap-guangzhou a', 'ap-shanghai b,c'])
    expect(instancesPageSchema.parse(page)).toEqual(page)
    expect(page.scopes.map(({ region, instances }) => [region, instances.map(({ name }) => name)])).toEqual([
      ['ap-shanghai', ['ap-shanghai b', 'ap-shanghai c']],
      ['ap-guangzhou', ['ap-guangzhou a']],
    ])
  })

  it('stand beside a region that fails, which says why', async () => {
    const { fleet } = fleetOf({ failing: 'ap-shanghai' })
    const keys = [keyOf('ap-shanghai', 'b'), keyOf('ap-guangzhou', 'a')]
    const { scopes } = await listInstances(await anyone(), keys, { fleet })
    expect(scopes).toMatchObject([
      { region: 'ap-shanghai', instances: [], problem: { type: 'urn:cdb-tasks:problem:timeout' } },
      { region: 'ap-guangzhou', instances: [{ instanceId: 'a' }], problem: null },
    ])
  })

  it('of a region that is not to be seen are refused before any call', async () => {
    const { fleet, calls } = fleetOf()
    const keys = [keyOf('ap-guangzhou', 'a'), keyOf('ap-tokyo', 'b')]
    await expect(listInstances(await anyone(), keys, { fleet })).rejects.toMatchObject({
      problem: { status: 400, detail: expect.stringContaining('ap-tokyo') },
    })
    expect(calls).toEqual([])
  })
})
