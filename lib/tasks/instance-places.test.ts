import { describe, expect, it } from 'vitest'
import { fakeScope, spoilt } from './fake-coverage'
import { fakeTask } from './fake-task'
import { placesToAsk } from './instance-places'

const regionsOf = (page: Parameters<typeof placesToAsk>[0]) => placesToAsk(page).map(({ region }) => region)

describe('where to ask about an instance', () => {
  const scopes = [
    fakeScope('ap-guangzhou', { lacksInstance: true }),
    fakeScope('ap-shanghai'),
    fakeScope('ap-tokyo', spoilt.failed),
    fakeScope('ap-seoul', spoilt.stale),
  ]

  it('is where its tasks are, each place once', () => {
    const tasks = [fakeTask({ jobId: '1', region: 'ap-tokyo' }), fakeTask({ region: 'ap-tokyo', jobId: '2' })]
    const earlier = [fakeTask({ jobId: '3', region: 'ap-seoul' })]
    expect(regionsOf({ tasks, earlier, coverage: { scopes, whole: true } })).toEqual(['ap-tokyo', 'ap-seoul'])
  })

  it('is, without a task, wherever the cloud answered and did not say that it has none', () => {
    expect(regionsOf({ tasks: [], earlier: [], coverage: { scopes, whole: false } })).toEqual([
      'ap-shanghai',
      'ap-seoul',
    ])
  })
})
