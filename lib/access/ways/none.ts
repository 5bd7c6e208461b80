import 'server-only'
import { refuse } from '@/lib/http/problem-error'
import type { Caller, Identity } from '../identity'

const LOOPBACK = /^(localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])(:\d+)?$/i

/**
 * Whoever reaches the server. Where that is meant to be this machine only, a foreign name in `Host` is refused: it is how
 * a page of somebody else's, whose name was made to lead here, would read along in the browser.
 */
export async function identifyAnyone(
  { headers }: Caller,
  reach: 'this-machine' | 'anyone',
  publicUrl: string | null,
): Promise<Identity> {
  const host = headers.get('host') ?? ''
  const isOurs = host === '' || LOOPBACK.test(host) || (publicUrl !== null && new URL(publicUrl).host === host)
  if (reach === 'this-machine' && !isOurs) {
    refuse('no-permission', {
      detail:
        'Without sign-in this server answers under a name of this machine, or that of CDB_TASKS_PUBLIC_URL, only.',
    })
  }
  return { user: 'anyone', groups: [], session: null }
}
