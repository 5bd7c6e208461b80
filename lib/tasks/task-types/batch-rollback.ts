import { describeRollback } from '../payload/describe-rollback'
import type { TaskTypeDefinition } from './definition'

export const batchRollback = {
  code: 10,
  wire: 'BATCH ROLLBACK',
  describePayload: describeRollback,
} as const satisfies TaskTypeDefinition
