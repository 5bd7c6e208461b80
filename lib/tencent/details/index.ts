import 'server-only'
import type { DetailSourceName } from '@/lib/tasks/details/task-details'
import { alarmEvents } from './alarm-events'
import { asyncRequest } from './async-request'
import { cloneList } from './clone-list'
import type { DetailSource } from './detail-source'
import { importRecords } from './import-records'
import { parameterRecords } from './parameter-records'
import { rollbackDetail } from './rollback-detail'
import { switchRecords } from './switch-records'
import { timeWindow } from './time-window'

/** The sources that tell of one task; a new one is its own file and one line here. */
export const detailSources = {
  'import-records': importRecords,
  'parameter-records': parameterRecords,
  'rollback-detail': rollbackDetail,
  'clone-list': cloneList,
  'async-request': asyncRequest,
  'time-window': timeWindow,
  'switch-records': switchRecords,
  'alarm-events': alarmEvents,
} as const satisfies { [Name in DetailSourceName]?: DetailSource<Name> }
