import type { Random } from './random'
import type { TypeCode } from './vocabulary'

export type Failure = { code: number; english: string; chinese: string }

const passwordWarning = 'Warning: Using a password on the command line interface can be insecure.'

function importError(line: number, text: string): Failure {
  const message = `${passwordWarning}?ERROR ${text.replace(' ', ` (${stateOf(text)}) at line ${line}: `)}?dumper err?`
  return { code: 3, english: message, chinese: message }
}

const sqlStates: Record<string, string> = {
  1050: '42S01',
  1062: '23000',
  1064: '42000',
  1146: '42S02',
  1153: '08S01',
  1227: '42000',
}

function stateOf(text: string): string {
  return sqlStates[text.slice(0, 4)] ?? 'HY000'
}

const syntaxHelp =
  'You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version for the right syntax to use near'

const importErrors: ((random: Random) => Failure)[] = [
  () => importError(214, `1064 ${syntaxHelp} 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4' at line 12`),
  (random) => importError(random.int(20, 900), `1050 Table 'order_item' already exists`),
  (random) =>
    importError(random.int(20, 90000), `1062 Duplicate entry '${random.int(1000, 999999)}' for key 'PRIMARY'`),
  (random) => importError(random.int(20, 900), `1146 Table 'warehouse.stock_move' doesn't exist`),
  (random) =>
    importError(
      random.int(18, 24),
      '1227 Access denied; you need (at least one of) the SUPER privilege(s) for this operation',
    ),
  () => importError(1, '2006 MySQL server has gone away'),
  (random) => importError(random.int(200, 4000), '2013 Lost connection to MySQL server during query'),
  (random) => importError(random.int(200, 4000), `1153 Got a packet bigger than 'max_allowed_packet' bytes`),
]

const lockInstance: Failure = {
  code: 9013,
  english: '[Operate CDB Fail][Upgrade Service Fail!] reason: ERR#-999: lock_inst.cgi: 某些实例id不存在对应的实例记录',
  chinese: '[Operate CDB Fail][Upgrade Service Fail!] reason: ERR#-999: lock_inst.cgi: 某些实例id不存在对应的实例记录',
}

const upgradeFailures: Failure[] = [
  lockInstance,
  {
    code: 9012,
    english: 'Upgrade failed: not enough resources in the target zone',
    chinese: '实例升级失败：目标可用区资源不足',
  },
  {
    code: 9021,
    english: 'Upgrade failed: replication delay of the new node is 1843 s, above the limit of 10 s',
    chinese: '实例升级失败：新节点主从延迟 1843 秒，超过切换阈值 10 秒',
  },
]

const someInstancesFailed = { code: -5011, english: 'Rollback of some instances failed', chinese: '部分实例回档失败' }

const rollbackFailures: Failure[] = [
  {
    code: 9031,
    english: 'Binlog file mysql-bin.002317 has expired',
    chinese: '回档失败：binlog 文件 mysql-bin.002317 已过期',
  },
]

const otherFailures: Failure[] = [
  lockInstance,
  {
    code: 9001,
    english: 'dial tcp 10.66.131.24:3306: i/o timeout',
    chinese: '操作失败：dial tcp 10.66.131.24:3306: i/o timeout',
  },
  { code: -1, english: 'The instance is running another task', chinese: '操作失败：实例正在执行其他任务，请稍后重试' },
]

export function pickFailure(type: TypeCode, random: Random): Failure {
  if (type === 3) return random.pick(importErrors)(random)
  if (type === 2) {
    return random.pick([
      { code: -5003, english: '', chinese: '' },
      {
        code: -5003,
        english: 'dial tcp 10.66.98.140:3306: connection refused',
        chinese: 'dial tcp 10.66.98.140:3306: connection refused',
      },
      { code: -5004, english: 'SQL failed in some databases', chinese: '部分数据库执行SQL失败' },
    ])
  }
  if (type === 5) {
    return random.pick([
      { code: -1, english: 'Failed to set parameters', chinese: '设置参数失败' },
      {
        code: 9043,
        english: 'parameter out of range: innodb_buffer_pool_size must be within 134217728 to 12884901888',
        chinese: '设置参数失败：parameter out of range: innodb_buffer_pool_size 取值须在 134217728 至 12884901888 之间',
      },
    ])
  }
  if (type === 9 || type === 11) return random.pick(upgradeFailures)
  if (type === 10) return random.pick([someInstancesFailed, someInstancesFailed, ...rollbackFailures])
  if (type === 1) return random.pick(rollbackFailures)
  return random.pick(otherFailures)
}
