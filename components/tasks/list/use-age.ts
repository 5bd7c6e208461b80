'use client'

import { useEffect, useRef, useState } from 'react'

/** Seconds since a reading arrived here. Counted by this browser from its arrival: two clocks never agree. */
export function useAge(reading: string): number {
  const [age, setAge] = useState(0)
  const arrived = useRef({ reading: '', at: 0 })

  useEffect(() => {
    if (arrived.current.reading !== reading) arrived.current = { reading, at: performance.now() }
    function tick() {
      setAge(Math.floor((performance.now() - arrived.current.at) / 1_000))
    }
    tick()
    const timer = setInterval(tick, 1_000)
    return () => clearInterval(timer)
  }, [reading])

  return age
}
