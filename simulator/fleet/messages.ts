import type { WireShape } from '../regions'
import type { Failure } from './failures'
import type { StatusName, TypeCode } from './vocabulary'

type Text = { documented: string; live: string }

const succeeded: Record<TypeCode, Text> = {
  1: { documented: 'Rollback succeeded', live: '数据库回档成功' },
  2: { documented: 'SQL operation completed', live: 'SQL操作成功' },
  3: { documented: 'success', live: 'success' },
  4: { documented: 'Instance cloned successfully', live: '克隆实例成功' },
  5: { documented: 'Parameter set successfully', live: '设置参数成功' },
  6: { documented: 'Instance initialized successfully', live: '初始化实例成功' },
  7: { documented: 'Instance restarted successfully', live: '重启实例成功' },
  8: { documented: 'GTID enabled successfully', live: '开启GTID成功' },
  9: { documented: 'Read-only instance upgrade completed', live: '只读实例升级任务完成' },
  10: { documented: 'Rollback of all instances succeeded', live: '所有实例回档成功' },
  11: { documented: 'Instance upgrade completed', live: '实例升级任务完成' },
  12: { documented: 'Tables deleted successfully', live: '删除库表成功' },
  13: { documented: 'Disaster recovery instance promoted to primary', live: '灾备实例提升为主实例成功' },
  14: { documented: 'SSL enabled successfully', live: '开启SSL成功' },
}

const others: Record<Exclude<StatusName, 'SUCCEED' | 'FAILED'>, Text> = {
  UNDEFINED: { documented: '', live: '' },
  INITIAL: { documented: '', live: '' },
  RUNNING: { documented: '', live: '任务执行中' },
  WAITING: { documented: 'Waiting for the maintenance window', live: '等待维护时间窗口切换，可撤销' },
  PAUSED: { documented: 'The task is paused', live: '任务已暂停' },
  ROLLBACKING: { documented: 'Restoring the state before the task', live: '任务失败，正在还原' },
  KILLED: { documented: 'The task was terminated by the user', live: '任务已被用户终止' },
  REMOVED: { documented: 'The task was deleted', live: '任务已删除' },
}

export function messageFor(type: TypeCode, status: StatusName, failure: Failure, shape: WireShape): string {
  if (status === 'SUCCEED') return succeeded[type][shape]
  if (status === 'FAILED') return shape === 'documented' ? failure.english : failure.chinese
  return others[status][shape]
}
