import { getTranslations } from 'next-intl/server'

export default async function NotFound() {
  const t = await getTranslations('app')
  return (
    <main id="tasks" className="flex flex-1 flex-col items-center justify-center gap-3 p-8 text-center">
      <h1 className="font-semibold text-lg">{t('notFoundTitle')}</h1>
      <p className="text-ink-soft text-sm">{t('notFoundBody')}</p>
      <a className="text-accent underline" href="/tasks">
        {t('toList')}
      </a>
    </main>
  )
}
