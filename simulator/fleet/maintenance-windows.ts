import type { FleetInstance } from './instances'

export const weekDays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

export type WeekDay = (typeof weekDays)[number]

const weekend: readonly WeekDay[] = ['Saturday', 'Sunday']

const plans: ((day: WeekDay) => string[])[] = [
  () => ['03:00-05:00'],
  (day) => (weekend.includes(day) ? ['01:30-03:30', '13:00-14:00'] : ['02:00-03:00']),
  (day) => (weekend.includes(day) ? [] : ['23:00-02:00']),
  (day) => (day === 'Sunday' ? ['18:00-20:00', '21:30-22:00'] : day === 'Wednesday' ? ['04:00-06:00'] : []),
]

/** When an instance may be switched, the plans in turn, so that any few instances have them all. */
export function windowsOf(instance: FleetInstance, instances: readonly FleetInstance[]): Record<WeekDay, string[]> {
  const place = Math.max(0, instances.indexOf(instance))
  const plan = plans[place % plans.length]
  const windows = weekDays.map((day) => [day, plan?.(day) ?? []])
  // Safe: every day of the week is among them.
  return Object.fromEntries(windows) as Record<WeekDay, string[]>
}
