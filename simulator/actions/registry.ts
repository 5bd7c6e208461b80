import type { Action } from './action'
import { describeTasks } from './describe-tasks'

/** What X-TC-Action may name; a sibling API is one more file and one more line. */
export const actions = new Map<string, Action>([['DescribeTasks', describeTasks]])
