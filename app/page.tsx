import { redirect } from 'next/navigation'
import { type PageQuery, toSearchParams } from './page-query'

export default async function Home({ searchParams }: { searchParams: Promise<PageQuery> }) {
  const query = toSearchParams(await searchParams).toString()
  redirect(query ? `/tasks?${query}` : '/tasks')
}
