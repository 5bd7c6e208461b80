import { describeScalars } from '../payload/describe-items'
import type { TaskTypeDefinition } from './definition'

export const reboot = {
  code: 7,
  wire: 'REBOOT',
  describePayload: describeScalars,
} as const satisfies TaskTypeDefinition
