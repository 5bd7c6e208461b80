import { describe, expect, it } from 'vitest'
import { anyone } from '@/lib/access/fake-viewer'
import { instanceEventsSchema } from '@/lib/http/details-schemas'
import { eventsForm } from '@/lib/tasks/details/instance-events'
import type { InstanceEvent } from '@/lib/tasks/details/task-details'
import { UpstreamError } from '@/lib/tencent/errors'
import { fakeFleet } from './fake-fleet'
import type { Fleet } from './fleet'
import { askEvents, wholeEvents } from './instance-events'

const ID = 'cdb-a1b2c3d4'
const event: InstanceEvent = {
  kind: 'switch',
  name: 'TRANSFER',
  at: '2026-02-28T00:00:00Z',
  instanceId: ID,
  note: null,
}

type Spoilt = { [Source in keyof Fleet['eventSources']]?: UpstreamError['kind'] }

/** A fleet whose sources each have the one event, or fail; with a note of what they were asked. */
function fleetOf(spoilt: Spoilt = {}, regions = ['ap-guangzhou']) {
  const calls: { source: string; region: string; from: number; to: number }[] = []
  const source = (name: keyof Spoilt): Fleet['eventSources'][keyof Spoilt] => ({
    action: `Describe ${name}`,
    async read({ scope }, _id, { from, to }) {
      calls.push({ source: name, region: scope.region, from, to })
      const kind = spoilt[name]
      if (kind) throw new UpstreamError(kind, { requestId: 'r' })
      return { items: [event], requestIds: ['request', null] }
    },
  })
  const eventSources = {
    'switch-records': source('switch-records'),
    'alarm-events': source('alarm-events'),
    'parameter-events': source('parameter-events'),
  }
  return { ...fakeFleet({ regions, eventSources }), calls }
}

async function read(fleet: Fleet, part: { from?: string; to?: string | null; region?: string[] } = {}) {
  const search = { ...eventsForm(ID).defaults, ...part }
  return wholeEvents(await askEvents(await anyone(), ID, search, { fleet }))
}

describe('the events of an instance', () => {
  it('are asked of three sources side by side in each region, each with a state of its own', async () => {
    const { fleet, calls } = fleetOf({ 'alarm-events': 'not-permitted' })
    const reply = await read(fleet)
    expect(instanceEventsSchema.parse(reply)).toEqual(reply)
    expect(calls.map(({ source }) => source)).toEqual(['switch-records', 'alarm-events', 'parameter-events'])
    expect(reply.asked).toHaveLength(3)
    expect(reply.sources).toMatchObject([
      { region: 'ap-guangzhou', source: 'switch-records', state: 'found', data: [event], requestIds: ['request'] },
      {
        source: 'alarm-events',
        state: 'failed',
        data: null,
        problem: { detail: expect.stringContaining('cdb:Describe alarm-events') },
      },
      { source: 'parameter-events', state: 'found', problem: null },
    ])
  })

  it('are nothing in a region that does not have the instance, which is no failure', async () => {
    const { fleet } = fleetOf({ 'switch-records': 'instance-not-found' })
    const { sources } = await read(fleet)
    expect(sources[0]).toMatchObject({ state: 'nothing', data: null, problem: null })
  })

  it('are asked only in the regions that are named', async () => {
    const { fleet, calls } = fleetOf({}, ['ap-guangzhou', 'ap-shanghai'])
    await read(fleet, { region: ['ap-shanghai'] })
    expect(new Set(calls.map(({ region }) => region))).toEqual(new Set(['ap-shanghai']))
    await expect(read(fleet, { region: ['ap-tokyo'] })).rejects.toMatchObject({ problem: { status: 400 } })
  })

  it('cost fifty readers what they cost one', async () => {
    const { fleet, calls } = fleetOf()
    await Promise.all(Array.from({ length: 50 }, () => read(fleet)))
    expect(calls).toHaveLength(3)
  })

  it('are asked about again after ten seconds where the range goes on, up to the new moment', async () => {
    const { fleet, clock, calls } = fleetOf()
    await read(fleet, { from: '-24h' })
    clock.pass(10_000)
    await read(fleet, { from: '-24h' })
    expect(calls).toHaveLength(3)
    clock.pass(1_000)
    await read(fleet, { from: '-24h' })
    expect(calls).toHaveLength(6)
    expect(calls[3]).toMatchObject({ from: clock.now() - 86_400_000, to: clock.now() })
  })

  it('of a range that has ended long ago are kept for good, but for a failure', async () => {
    const { fleet, clock, calls } = fleetOf({ 'alarm-events': 'timeout' })
    const ended = { from: '2026-02-27T00:00:00Z', to: '2026-02-28T00:00:00Z' }
    await read(fleet, ended)
    clock.pass(3_001)
    await read(fleet, ended)
    clock.pass(86_400_000)
    await read(fleet, ended)
    expect(calls.map(({ source }) => source).slice(3)).toEqual(['alarm-events', 'alarm-events'])
  })

  it('of a range that has just ended may still change', async () => {
    const { fleet, clock, calls } = fleetOf()
    const ended = { from: '2026-02-28T00:00:00Z', to: '2026-02-28T23:59:59Z' }
    await read(fleet, ended)
    clock.pass(60_001)
    await read(fleet, ended)
    expect(calls).toHaveLength(6)
  })

  it('have a beginning to ask from where the range has none', async () => {
    const { fleet, calls } = fleetOf()
    await read(fleet, { from: 'all' })
    expect(calls[0]?.from).toBe(Date.parse('2010-01-01T00:00:00Z'))
  })

  it('of a range that ends before it starts are refused without a call', async () => {
    const { fleet, calls } = fleetOf()
    const backwards = { from: '2026-02-28T00:00:00Z', to: '2026-02-27T00:00:00Z' }
    await expect(read(fleet, backwards)).rejects.toMatchObject({
      problem: { parameters: [{ reason: 'ends-before-it-starts' }] },
    })
    expect(calls).toEqual([])
  })
})
