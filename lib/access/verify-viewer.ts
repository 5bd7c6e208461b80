import 'server-only'
import { headers } from 'next/headers'
import { cache } from 'react'
import { type Viewer, verify } from './viewer'

/** Who sent the request that is being answered: found out once, however many parts of a page ask. Throws as `verify` does. */
export const verifyViewer: () => Promise<Viewer> = cache(async () => verify(new Headers(await headers())))
