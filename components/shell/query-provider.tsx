'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'

export function QueryProvider({ children }: { children: ReactNode }) {
  // An error is shown at once, with what to do; asking again is the live refresh's business.
  const [client] = useState(() => new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 4_000 } } }))
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>
}
