import { toBeijingTime } from '../beijing-time'
import type { Failure } from './failures'
import type { TaskState } from './life'
import { createRandom, type Random } from './random'
import type { PlannedTask } from './timetable'
import { statusCodes, type TypeCode } from './vocabulary'

/** One element of the documented `Data`. */
export type Payload = Record<string, unknown>

type Context = { task: PlannedTask; state: TaskState; failure: Failure; random: Random }

const tables = ['order_item', 'stock_move', 'user_login_log', 'settlement', 'config_kv', 'audit_log', 'monitor_alarm']

function failed({ state }: Context): boolean {
  return state.status === 'FAILED'
}

function endTime({ task, state }: Context): string {
  return state.ended ? toBeijingTime(task.endsAtSeconds * 1000) : ''
}

function initialPayload({ task, random }: Context): Payload[] {
  const charset = random.pick(['utf8', 'utf8mb4', 'utf8mb4', 'gbk', 'latin1'])
  const lowerCase: unknown = random.pick(['0', '1', 1])
  const port: unknown = random.chance(0.15) ? String(task.instance.port) : task.instance.port
  return [
    {
      Character_set_server: charset,
      InstanceId: task.instance.id,
      Lower_case_table_names: lowerCase,
      Vport: port,
    },
  ]
}

function sqlPayload(context: Context): Payload[] {
  const { task, failure, random } = context
  const count = random.int(1, task.instance.databases.length)
  const firstBroken = random.int(0, count - 1)
  const everyBroken = random.chance(0.3)
  const error = random.pick([
    'dial tcp 10.66.98.140:3306: connection refused',
    `Error 1146: Table 'audit_log' doesn't exist`,
    'Error 1205: Lock wait timeout exceeded; try restarting transaction',
    `Error 1060: Duplicate column name 'updated_at'`,
  ])
  const databases = task.instance.databases.slice(0, count).map((name, index) => {
    const broken = failed(context) && (everyBroken || index === firstBroken)
    return { Code: broken ? 3 : 0, Database: name, Message: broken ? error : context.state.ended ? 'ok' : '' }
  })
  return [
    {
      Code: failed(context) ? 3 : 0,
      Databases: databases,
      EndTime: endTime(context),
      InstanceId: task.instance.id,
      Message: failed(context) ? failure.english || error : '',
      StartTime: toBeijingTime(task.startSeconds * 1000),
    },
  ]
}

function importPayload(context: Context): Payload[] {
  const { task, state, random } = context
  const fileName = random.pick([
    'order_center_full_20.sql',
    'wordpress.sql',
    'dim_shop_2024q4.csv',
    'LearningSQLExample.sql',
    '库存盘点_导入.sql',
    'user_tags_part_003_of_128_exported_from_the_old_cluster_before_the_migration.sql',
  ])
  const size = random.pick([random.int(10, 999), random.int(10_000, 900_000), random.int(1_000_000, 4_000_000_000)])
  const sizeAsNumber = random.chance(0.1)
  const hasCost = random.chance(0.9)
  const cost = state.status === 'SUCCEED' ? task.life.totalSeconds : 0
  return [
    {
      ...(hasCost ? { CostTime: cost } : {}),
      Database: random.pick(task.instance.databases),
      FileName: fileName,
      FileSize: sizeAsNumber ? size : String(size),
      InstanceId: random.chance(0.3) ? '' : task.instance.id,
    },
  ]
}

export const parameterRanges: { name: string; values: string[] }[] = [
  { name: 'back_log', values: ['2', '210', '900', '3000'] },
  { name: 'max_connections', values: ['800', '1250', '4000', '10000'] },
  { name: 'innodb_buffer_pool_size', values: ['{DBInitMemory*786432}', '1572864000', '12884901889'] },
  { name: 'long_query_time', values: ['10', '1', '0.5'] },
  { name: 'sql_mode', values: ['', 'NO_ENGINE_SUBSTITUTION', 'STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE'] },
  { name: 'character_set_server', values: ['utf8', 'utf8mb4'] },
  { name: 'wait_timeout', values: ['28800', '3600', '600'] },
  { name: 'binlog_row_image', values: ['FULL', 'MINIMAL'] },
  { name: 'max_allowed_packet', values: ['1073741824', '67108864'] },
]

function parameterPayload(context: Context): Payload[] {
  const { task, random } = context
  const chosen = random.some(parameterRanges, random.int(1, 6))
  const broken = random.int(0, chosen.length - 1)
  const parameters = chosen.map(({ name, values }, index) => {
    const oldValue = random.pick(values)
    const newValue = random.pick(values.filter((value) => value !== oldValue))
    const asNumber = random.chance(0.05) && /^\d+$/.test(newValue)
    const hasOldValue = random.chance(0.95)
    const rejected = failed(context) && (index === broken || index % 3 === 2)
    return {
      Code: rejected ? 1 : 0,
      CurrentValue: asNumber ? Number(newValue) : newValue,
      Message: rejected ? `parameter out of range: ${name}` : context.state.ended ? 'ok' : '',
      Name: name,
      ...(hasOldValue ? { OldValue: oldValue } : {}),
    }
  })
  return [{ InstanceId: random.chance(0.3) ? '' : task.instance.id, Parameters: parameters }]
}

function upgradePayload({ task, random }: Context): Payload[] {
  const { instance } = task
  const before = {
    CdbType: 'CUSTOM',
    DeployMode: '' as unknown,
    EngineVersion: instance.engineVersion,
    MasterZone: instance.zoneId as unknown,
    Memory: instance.memoryMb,
    ProtectMode: '' as unknown,
    SlaveZoneFirst: instance.zoneId,
    SlaveZoneSecond: '' as unknown,
    Volume: instance.volumeGb as unknown,
  }
  const changes = [
    { Memory: instance.memoryMb * 2, Volume: instance.volumeGb + 100 },
    { Volume: instance.volumeGb + 50 * random.int(1, 10) },
    { Memory: instance.memoryMb * 2 },
    { DeployMode: 1, MasterZone: instance.standbyZoneId, SlaveZoneFirst: instance.standbyZoneId + 1 },
    { EngineVersion: instance.engineVersion === '5.6' ? '5.7' : '8.0', ProtectMode: 1 },
    { ProtectMode: 2, SlaveZoneSecond: instance.standbyZoneId },
    { Volume: String(instance.volumeGb + 200) },
    {},
  ]
  const after = { ...before, ...random.pick(changes) }
  const deal = `${toBeijingTime(task.startSeconds * 1000).replace(/\D/g, '')}${random.int(10_000_000, 99_999_999)}${random.int(10_000_000, 99_999_999)}`
  return [
    {
      After: after,
      Before: before,
      ...(random.chance(0.9) ? { DealName: deal } : {}),
      InstanceId: instance.id,
    },
  ]
}

function rollbackItem(context: Context, instanceId: string, broken: boolean): Payload {
  const { task, state, random } = context
  const database = random.pick(task.instance.databases)
  const chosenTables = random.some(tables, random.int(0, 4))
  const wholeDatabases = chosenTables.length === 0 || random.chance(0.4)
  const rollbackTime = toBeijingTime((task.startSeconds - random.int(600, 3 * 86400)) * 1000)
  const strategyTables = chosenTables.map((name) => ({ NewTableName: `${name}_bak_1`, TableName: name }))
  const stopped = broken && failed(context)
  const status = failed(context) && !stopped ? statusCodes.SUCCEED : statusCodes[state.status]
  return {
    Code: stopped ? 9031 : 0,
    DatabaseTables: chosenTables.length === 0 ? [] : [{ Database: database, Tables: strategyTables }],
    Databases: wholeDatabases ? [{ DatabaseName: database, NewDatabaseName: `${database}_bak` }] : [],
    InstanceId: instanceId,
    Message: stopped
      ? 'Binlog file mysql-bin.002317 has expired'
      : status === statusCodes.SUCCEED
        ? 'Rollback succeeded'
        : '',
    Progress: failed(context) && !stopped ? 100 : state.progress,
    RollbackTime: rollbackTime,
    Status: status,
  }
}

function rollbackPayload(context: Context): Payload[] {
  const { task, random } = context
  const others = task.peers.filter(({ id }) => id !== task.instance.id)
  const batch = task.type === 10 ? [task.instance, ...random.some(others, random.int(1, 4))] : [task.instance]
  const broken = random.int(0, batch.length - 1)
  return batch.map(({ id }, index) => rollbackItem(context, id, index === broken))
}

function barePayload({ task, random }: Context): Payload[] {
  return random.chance(0.3) ? [] : [{ InstanceId: task.instance.id }]
}

function dropPayload({ task, random }: Context): Payload[] {
  const database = random.pick(task.instance.databases)
  const dropped = random.some(tables, random.int(1, 3)).map((name) => ({ TableName: name }))
  return [{ DatabaseTables: [{ Database: database, Tables: dropped }], InstanceId: task.instance.id }]
}

function undocumentedPayload({ task, random }: Context): Payload[] {
  return [
    {
      InstanceId: task.instance.id,
      Options: { Retention: random.int(7, 90), Regions: ['ap-guangzhou', 'ap-beijing'], Encrypted: random.chance(0.5) },
      Step: random.pick(['PREPARE', 'COPY_DATA', 'SWITCH']),
    },
  ]
}

const payloads: Record<TypeCode, (context: Context) => Payload[]> = {
  1: rollbackPayload,
  2: sqlPayload,
  3: importPayload,
  4: undocumentedPayload,
  5: parameterPayload,
  6: initialPayload,
  7: barePayload,
  8: barePayload,
  9: upgradePayload,
  10: rollbackPayload,
  11: upgradePayload,
  12: dropPayload,
  13: barePayload,
  14: undocumentedPayload,
}

/** The choices are the same in every state of the task; only what the state decides changes. */
export function payloadFor(task: PlannedTask, state: TaskState, failure: Failure): Payload[] {
  return payloads[task.type]({ task, state, failure, random: createRandom(task.key, 'payload') })
}
