import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { NoPermission } from '@/components/sign-in/no-permission'
import { SignIn } from '@/components/sign-in/sign-in'
import { safeReturn } from '@/lib/access/return-to'
import { config } from '@/lib/config'
import { problemKind } from '@/lib/http/problem'
import { type PageQuery, toSearchParams } from '../page-query'
import { lookForViewer } from '../page-viewer'

interface AccessProps {
  searchParams: Promise<PageQuery>
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('access'))('signIn') }
}

/** Where a page sends whoever may not see it: why, the way in, and back to that page. */
export default async function Access({ searchParams }: AccessProps) {
  const query = toSearchParams(await searchParams)
  const to = safeReturn(query.get('to'))
  const { auth } = config()
  const { viewer, problem } = await lookForViewer()
  if (viewer) redirect(to)
  if (problemKind(problem) === 'no-permission')
    return <NoPermission detail={problem.detail} to={to} canSignOut={'session' in auth} />
  return <SignIn mode={auth.mode} why={query.get('kind') ?? problemKind(problem)} to={to} />
}
