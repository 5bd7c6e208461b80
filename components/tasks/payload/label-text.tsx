'use client'

import { useTranslations } from 'next-intl'
import { LongText } from '@/components/ui/long-text'
import type { Label } from '@/lib/tasks/payload-section'

export function LabelText({ label }: { label: Label }) {
  const t = useTranslations('payload')
  if ('text' in label) return <LongText text={label.text} />
  // Safe: the description that chose the key gave the values its words take.
  return <bdi>{t(label.key, label.values as never)}</bdi>
}
