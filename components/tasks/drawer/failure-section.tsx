'use client'

import { useTranslations } from 'next-intl'
import { LongText } from '@/components/ui/long-text'
import { explain } from '@/lib/tasks/failure/explain'
import { type Failure, readMessage } from '@/lib/tasks/failure/read-message'
import type { Task } from '@/lib/tasks/task'
import { SectionHeading } from './section-heading'

/** The service's message in readable lines; for a failed task, what it means and what to check. */
export function FailureSection({ task, message }: { task: Task; message: string }) {
  const t = useTranslations('drawer')
  const failure = readMessage(message)
  const failed = task.status === 'failed'
  return (
    <section>
      <SectionHeading>{failed ? t('failure') : t('message')}</SectionHeading>
      <div
        className={`space-y-3 rounded-lg border px-3.5 py-3 text-sm ${failed ? 'border-negative/40 bg-negative-soft' : 'border-line'}`}
      >
        <div className={failed ? 'font-medium' : ''}>
          {failure.lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity, and never move.
            <p key={index}>
              <LongText text={line} />
            </p>
          ))}
        </div>
        {failed && <MysqlFacts failure={failure} />}
        {failed && <Explanation failure={failure} />}
        {failure.noise.length > 0 && (
          <details className="text-ink-soft text-xs">
            <summary className="min-h-6 py-1 underline underline-offset-2">{t('noise')}</summary>
            {failure.noise.map((line) => (
              <p key={line}>
                <LongText text={line} />
              </p>
            ))}
          </details>
        )}
      </div>
    </section>
  )
}

function MysqlFacts({ failure: { mysql } }: { failure: Failure }) {
  const t = useTranslations('drawer')
  if (!mysql) return null
  const facts = [
    [t('mysqlCode'), String(mysql.code)],
    [t('sqlState'), mysql.sqlState],
    [t('line'), mysql.line === null ? null : String(mysql.line)],
    [t('near'), mysql.near],
  ] as const
  return (
    <dl className="flex flex-wrap gap-x-6 gap-y-1">
      {facts.map(
        ([label, value]) =>
          value !== null && (
            <div key={label} className="min-w-0">
              <dt className="text-ink-soft text-xs">{label}</dt>
              <dd>
                <LongText className="font-mono text-xs" text={value} />
              </dd>
            </div>
          ),
      )}
    </dl>
  )
}

function Explanation({ failure }: { failure: Failure }) {
  const t = useTranslations('drawer')
  const words = useTranslations('failure')
  const explanation = explain(failure)
  if (!explanation) return <p className="text-ink-soft text-xs">{t('noRule')}</p>
  return (
    <dl className="space-y-1.5">
      <div>
        <dt className="text-ink-soft text-xs">{t('means')}</dt>
        <dd>{words(explanation.means)}</dd>
      </div>
      <div>
        <dt className="text-ink-soft text-xs">{t('check')}</dt>
        <dd>{words(explanation.check)}</dd>
      </div>
    </dl>
  )
}
