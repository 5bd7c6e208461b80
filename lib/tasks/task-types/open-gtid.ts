import { describeScalars } from '../payload/describe-items'
import type { TaskTypeDefinition } from './definition'

export const openGtid = {
  code: 8,
  wire: 'OPEN GTID',
  describePayload: describeScalars,
} as const satisfies TaskTypeDefinition
