'use client'

import { useTranslations } from 'next-intl'
import { LongText } from '@/components/ui/long-text'
import { failureTextOf } from '@/lib/tasks/failure/failure-text'
import { type Failure, readMessage } from '@/lib/tasks/failure/read-message'
import type { Task } from '@/lib/tasks/task'
import { Explanation } from './explanation'
import { RawMessage } from './raw-message'
import { SectionHeading } from './section-heading'

/** What the service says in readable lines; for a failed task, what it means and what to check. */
export function FailureSection({ task }: { task: Task }) {
  const t = useTranslations('drawer')
  const failed = task.status === 'failed'
  const text = failed ? failureTextOf(task) : task.message
  if (!text) return null
  const failure = readMessage(text)
  return (
    <section>
      <SectionHeading note={task.message ? undefined : t('nestedWhy')}>
        {failed ? t('failure') : t('message')}
      </SectionHeading>
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
        {failed && <MysqlFacts failure={failure} name={task.failure?.mysqlError} />}
        {failed && <Explanation failure={task.failure} />}
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
        <RawMessage message={task.message || text} />
      </div>
    </section>
  )
}

function MysqlFacts({ failure: { mysql }, name }: { failure: Failure; name: string | undefined }) {
  const t = useTranslations('drawer')
  if (!mysql) return null
  const facts = [
    [t('mysqlCode'), name ? `${mysql.code} · ${name}` : String(mysql.code)],
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
