'use client'

import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { FetchProblem } from '@/lib/http/fetch-json'

export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(makeClient)
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>
}

const ENDS_ALL = ['no-permission', 'signed-out']

function makeClient(): QueryClient {
  const client = new QueryClient({
    // An error is shown at once, with what to do; asking again is the live refresh's business.
    defaultOptions: { queries: { retry: false, staleTime: 4_000 } },
    queryCache: new QueryCache({
      onError(error, query) {
        if (!(error instanceof FetchProblem) || !ENDS_ALL.includes(error.kind)) return
        if (query.state.data === undefined) return
        // Nothing is left on the screen of who has signed out, or may no longer see it, nor what was read beside it.
        query.setState({ data: undefined })
        void client.invalidateQueries()
      },
    }),
  })
  return client
}
