import { describeScalars } from '../payload/describe-items'
import type { TaskTypeDefinition } from './definition'

export const switchDrToMaster = {
  code: 13,
  wire: 'SWITCH DR TO MASTER',
  describePayload: describeScalars,
} as const satisfies TaskTypeDefinition
