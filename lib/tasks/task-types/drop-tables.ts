import { describeScalars } from '../payload/describe-items'
import type { TaskTypeDefinition } from './definition'

export const dropTables = {
  code: 12,
  wire: 'DROP TABLES',
  describePayload: describeScalars,
} as const satisfies TaskTypeDefinition
