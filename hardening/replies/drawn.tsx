import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import { FailureSection } from '../../components/tasks/drawer/failure-section'
import { FormatsProvider } from '../../components/tasks/formats'
import { PayloadSections } from '../../components/tasks/payload/payload-sections'
import { JsonTree } from '../../components/ui/json-tree'
import type { Json } from '../../lib/json'
import type { PayloadSection } from '../../lib/tasks/payload-section'
import type { Task } from '../../lib/tasks/task'
import en from '../../messages/en.json' with { type: 'json' }
import zhCN from '../../messages/zh-CN.json' with { type: 'json' }

export const locales = ['en', 'zh-CN'] as const
const messages = { en, 'zh-CN': zhCN }

/** What the drawer draws of a task, its payload and its item, as HTML. */
export function drawn(locale: (typeof locales)[number], task: Task, sections: PayloadSection[], raw: Json): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={messages[locale]} timeZone="UTC" onError={fail}>
      <QueryClientProvider client={new QueryClient()}>
        <FormatsProvider zone="beijing">
          <FailureSection task={task} />
          <PayloadSections sections={sections} />
          <JsonTree value={raw} unfolded={5} />
        </FormatsProvider>
      </QueryClientProvider>
    </NextIntlClientProvider>,
  )
}

function fail(error: Error): never {
  throw error
}
