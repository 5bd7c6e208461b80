import { batchRollback } from './batch-rollback'
import type { TaskTypeDefinition } from './definition'
import { dropTables } from './drop-tables'
import { importData } from './import-data'
import { initial } from './initial'
import { modifyParam } from './modify-param'
import { openGtid } from './open-gtid'
import { reboot } from './reboot'
import { rollback } from './rollback'
import { sqlOperation } from './sql-operation'
import { switchDrToMaster } from './switch-dr-to-master'
import { upgradeMaster } from './upgrade-master'
import { upgradeRo } from './upgrade-ro'

/** The registry: a new task type is its own file and one line here. Keyed by the wire name in kebab-case. */
export const taskTypes = {
  rollback,
  'sql-operation': sqlOperation,
  'import-data': importData,
  'modify-param': modifyParam,
  initial,
  reboot,
  'open-gtid': openGtid,
  'upgrade-ro': upgradeRo,
  'batch-rollback': batchRollback,
  'upgrade-master': upgradeMaster,
  'drop-tables': dropTables,
  'switch-dr-to-master': switchDrToMaster,
} as const satisfies Record<string, TaskTypeDefinition>

export type TaskTypeSlug = keyof typeof taskTypes

// Safe: the object above is closed, so its keys are exactly its slugs.
export const taskTypeSlugs = Object.keys(taskTypes) as TaskTypeSlug[]

/** `unknown` for one that nobody has documented. */
export type TaskType = TaskTypeSlug | 'unknown'

export const taskTypeNames: TaskType[] = [...taskTypeSlugs, 'unknown']

/** Reads a type as people and both wire shapes write it: `upgrade-master`, `11`, `UPGRADE MASTER`; null for all else. */
export function toTaskType(text: string | number): TaskTypeSlug | null {
  const word = String(text)
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-')
  return taskTypeSlugs.find((slug) => slug === word || String(taskTypes[slug].code) === word) ?? null
}
