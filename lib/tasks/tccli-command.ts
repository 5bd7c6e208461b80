import { shellQuoted } from './shell-quoted'
import { isUtcTime, type Task } from './task'
import { toWallClock } from './task-time'

/** The command that asks the service for this task again, to copy. The service has no filter by job id, tccli has one. */
export function describeTaskCommand({ region, jobId, startedAt }: Task): string {
  const started = isUtcTime(startedAt) ? shellQuoted(toWallClock(Date.parse(startedAt))) : null
  return [
    `tccli cdb DescribeTasks --region ${shellQuoted(region)}`,
    ...(started ? [`--StartTimeBegin ${started} --StartTimeEnd ${started}`] : []),
    `--Limit 100 --filter ${shellQuoted(`Items[?JobId==\`${jobId}\`]`)}`,
  ].join(' ')
}
