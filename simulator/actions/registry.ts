import type { Action } from './action'
import { describeAsyncRequestInfo } from './describe-async-request-info'
import { describeCloneList } from './describe-clone-list'
import { describeDbImportRecords } from './describe-db-import-records'
import { describeDbInstances } from './describe-db-instances'
import { describeDbSwitchRecords } from './describe-db-switch-records'
import { describeInstanceAlarmEvents } from './describe-instance-alarm-events'
import { describeInstanceParamRecords } from './describe-instance-param-records'
import { describeRollbackTaskDetail } from './describe-rollback-task-detail'
import { describeTasks } from './describe-tasks'
import { describeTimeWindow } from './describe-time-window'

/** What X-TC-Action may name; a sibling API is one more file and one more line. */
export const actions = new Map<string, Action>([
  ['DescribeTasks', describeTasks],
  ['DescribeDBImportRecords', describeDbImportRecords],
  ['DescribeInstanceParamRecords', describeInstanceParamRecords],
  ['DescribeRollbackTaskDetail', describeRollbackTaskDetail],
  ['DescribeDBSwitchRecords', describeDbSwitchRecords],
  ['DescribeInstanceAlarmEvents', describeInstanceAlarmEvents],
  ['DescribeDBInstances', describeDbInstances],
  ['DescribeTimeWindow', describeTimeWindow],
  ['DescribeAsyncRequestInfo', describeAsyncRequestInfo],
  ['DescribeCloneList', describeCloneList],
])
