import reply from './describe-tasks.json' with { type: 'json' }

/** The ten tasks of the documented reply, to the letter. */
export const documentedTasks: readonly Record<string, unknown>[] = reply.Response.Items

export const documentedTasksRegion = 'ap-guangzhou'
