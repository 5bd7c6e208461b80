import { describeUpgrade } from '../payload/describe-upgrade'
import type { TaskTypeDefinition } from './definition'

export const upgradeRo = {
  code: 9,
  wire: 'UPGRADE RO',
  describePayload: describeUpgrade,
} as const satisfies TaskTypeDefinition
