import type { Measure } from './measure'
import type { Stage } from './stage'
import { ALLOWED } from './upstream'

/** To be taken when everything else has ended. */
export function measureOverLimit({ refused, worstSecond }: Stage): Measure {
  return {
    what: 'requests over the limit, seen by the simulator during all of this',
    target: '0',
    figure: `${refused}`,
    verdict: refused === 0 ? 'met' : 'MISSED',
    how: `at most ${worstSecond} calls came in any sliding second, of one key to one host, where ${ALLOWED} are allowed`,
  }
}
