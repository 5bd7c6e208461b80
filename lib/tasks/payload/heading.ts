import type { PayloadLabel } from '../payload-label'
import type { Label } from '../payload-section'
import type { PayloadReader } from './payload-reader'

/** Titles that name their instance where a payload has several. */
const WITH_INSTANCE = {
  upgrade: 'upgradeOf',
  rollback: 'rollbackOf',
  databases: 'databasesOf',
  tables: 'tablesOf',
  sqlOperation: 'sqlOperationOf',
  parameters: 'parametersOf',
} as const satisfies Partial<Record<PayloadLabel, PayloadLabel>>

/** The same title for the payload of any instance. */
export function withoutInstance(title: Label): Label {
  const named = 'key' in title && Object.entries(WITH_INSTANCE).find(([, key]) => key === title.key)
  // Safe: the keys of the record above are labels.
  return named ? { key: named[0] as keyof typeof WITH_INSTANCE } : title
}

export type Heading = (key: keyof typeof WITH_INSTANCE) => Label

/** Only a well-formed id stands in a title: a title is never cut, and hides nothing. */
export function headingOf(item: PayloadReader, several: boolean): Heading {
  const instance = item.peek('InstanceId')
  return (key) =>
    several && typeof instance === 'string' && /^[\w-]{1,40}$/.test(instance)
      ? { key: WITH_INSTANCE[key], values: { instance } }
      : { key }
}
