import { describeRollback } from '../payload/describe-rollback'
import type { TaskTypeDefinition } from './definition'

export const rollback = {
  code: 1,
  wire: 'ROLLBACK',
  describePayload: describeRollback,
} as const satisfies TaskTypeDefinition
