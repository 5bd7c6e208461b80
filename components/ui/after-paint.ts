/** What a hidden page, which paints nothing, waits for instead. */
const LONGEST_MS = 200

/** Runs once what stands on the page now has been painted; the returned function calls it off. */
export function afterPaint(run: () => void): () => void {
  let timer = setTimeout(run, LONGEST_MS)
  const frames = [0, 0]
  frames[0] = requestAnimationFrame(() => {
    frames[1] = requestAnimationFrame(() => {
      clearTimeout(timer)
      timer = setTimeout(run)
    })
  })
  return () => {
    clearTimeout(timer)
    for (const frame of frames) cancelAnimationFrame(frame)
  }
}
