import { describeUpgrade } from '../payload/describe-upgrade'
import type { TaskTypeDefinition } from './definition'

export const upgradeMaster = {
  code: 11,
  wire: 'UPGRADE MASTER',
  describePayload: describeUpgrade,
} as const satisfies TaskTypeDefinition
