interface CallCounts {
  total: number
  byRegion: Record<string, number>
  recent: { body: Record<string, unknown> }[]
}

/** The simulator's control address. */
export class Cloud {
  #url: string
  /** Whether it was told to misbehave, which servers remember for some seconds. */
  hasFailed = false

  constructor(url: string) {
    this.#url = `${url}/control`
  }

  async fault(fault: { kind: string; region?: string; action?: string; times?: number; [detail: string]: unknown }) {
    this.hasFailed = true
    await this.#send('PUT', '/fault', fault)
  }

  async endFaults() {
    await this.#send('DELETE', '/fault')
  }

  /** Serves these items of the wire instead of the region's own. */
  async serve(region: string, items: unknown[]) {
    await this.#send('POST', `/tasks?region=${region}`, items)
  }

  /** The action answers these fields in the region; its items, where it has some, page by page. */
  async reply(region: string, action: string, response: Record<string, unknown>) {
    await this.#send('PUT', `/reply?region=${region}&action=${action}`, response)
  }

  /** Calls of one action since the last count was taken away. */
  async countCalls(action = 'DescribeTasks'): Promise<number> {
    return (await this.#calls(action)).total
  }

  /** Calls to DescribeTasks for a list or a task; an open drawer also asks what ran beside it on its instance. */
  async countTaskCalls(): Promise<number> {
    const { recent } = await this.#calls('DescribeTasks')
    return recent.filter(({ body }) => body.InstanceId === undefined).length
  }

  /** The same by region; one that was not asked is not named. */
  async countCallsByRegion(action = 'DescribeTasks'): Promise<Record<string, number>> {
    return (await this.#calls(action)).byRegion
  }

  /** Calls of every action. */
  async countAllCalls(): Promise<number> {
    return (await this.#calls(null)).total
  }

  async forgetCalls() {
    await this.#send('DELETE', '/calls')
  }

  async reset() {
    await this.endFaults()
    await this.#send('DELETE', '/tasks')
    await this.#send('DELETE', '/reply')
    await this.forgetCalls()
  }

  async #calls(action: string | null) {
    const response = await fetch(`${this.#url}/calls${action === null ? '' : `?action=${action}`}`)
    // Safe: the simulator's own JSON.
    return (await response.json()) as CallCounts
  }

  async #send(method: string, path: string, body?: unknown) {
    const response = await fetch(this.#url + path, {
      method,
      body: body === undefined ? undefined : JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
  }
}
