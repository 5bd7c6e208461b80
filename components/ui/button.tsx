import type { ButtonHTMLAttributes } from 'react'

export const buttonLook =
  'inline-flex min-h-7 items-center justify-center gap-1.5 rounded-md border border-line bg-raised px-2.5 py-1 text-sm text-ink hover:bg-hover disabled:opacity-50 disabled:hover:bg-raised'

export const quietLook =
  'inline-flex min-h-7 min-w-7 items-center justify-center gap-1.5 rounded-md px-1.5 py-1 text-sm text-ink-soft hover:bg-hover hover:text-ink disabled:opacity-40 disabled:hover:bg-transparent'

export const primaryLook =
  'inline-flex min-h-7 items-center justify-center gap-1.5 rounded-md bg-accent px-3 py-1 text-sm font-medium text-on-accent hover:opacity-90 disabled:opacity-50'

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: 'plain' | 'primary' | 'quiet'
}

const LOOKS = {
  plain: buttonLook,
  primary: primaryLook,
  quiet: quietLook,
}

export function Button({ look = 'plain', className = '', type = 'button', ...rest }: ButtonProps) {
  return <button type={type} className={`${LOOKS[look]} ${className}`} {...rest} />
}
