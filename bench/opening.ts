import { setTimeout as wait } from 'node:timers/promises'
import type { Browser, Locator, Page } from '@playwright/test'

/** Nobody presses the moment they point, or lets go the moment they press. */
const POINTED_MS = 150
const PRESSED_MS = 80
const LONGEST_MS = 10_000

export interface Opened {
  /** From the click to the end of the frame with everything in it. */
  ms: number
  /** Whether every source of its details had answered by then. */
  isWhole: boolean
}

/** A list that listens, on a processor that is so many times slower. */
export async function visitList(browser: Browser, address: string, cpuSlowdown = 1): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await page.addInitScript(() => performance.setResourceTimingBufferSize(10_000))
  const devtools = await context.newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: cpuSlowdown })
  await page.goto(address, { timeout: 20_000 })
  await page.locator('html[data-awake]').waitFor()
  return page
}

/**
 * Opens a listed task by a click, of a pointer that rested on it first or that comes from elsewhere; it is open once
 * its heading, its status and type below it, and all of `texts` stand there.
 */
export async function openListed(
  page: Page,
  jobId: string,
  texts: string[],
  pointer: 'rested' | 'comes' = 'rested',
): Promise<Opened> {
  const link = page.getByRole('link', { name: jobId, exact: true })
  await link.hover()
  if (pointer === 'comes') await page.mouse.move(0, 0)
  await wait(POINTED_MS)
  // A handle comes once the page watches; the promise in it may take longer.
  const watch = await page.evaluateHandle(watchDrawer, { jobId, texts, longestMs: LONGEST_MS })
  // What has come since may have moved the rows.
  await pointAt(page, link)
  await page.mouse.down()
  await wait(PRESSED_MS)
  await page.mouse.up()
  const opened = await watch.evaluate(({ open }) => open)
  if (!opened) {
    const shown = await page
      .locator('dialog[open]')
      .textContent({ timeout: 1_000 })
      .catch(() => 'no drawer')
    throw new Error(
      `${jobId} did not show ${texts.join(', ')} within ${LONGEST_MS / 1000} s, but: ${shown?.slice(0, 500)}`,
    )
  }
  return opened
}

async function pointAt(page: Page, link: Locator) {
  const place = await link.boundingBox()
  if (!place) throw new Error('The row has no place on the screen.')
  await page.mouse.move(place.x + place.width / 2, place.y + place.height / 2)
}

export async function closeDrawer(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await page.locator('dialog[open]').waitFor({ state: 'detached' })
}

interface Wanted {
  jobId: string
  texts: string[]
  longestMs: number
}

// Runs in the page. The frame asked for is the one that shows the change; a message sent in it comes once it is painted.
function watchDrawer({ jobId, texts, longestMs }: Wanted): { open: Promise<Opened | null> } {
  const open = new Promise<Opened | null>((resolve) => {
    let clickedAt = Number.NaN
    addEventListener('click', ({ timeStamp }) => (clickedAt = timeStamp), { capture: true, once: true })
    new MutationObserver((_, observer) => {
      const dialog = document.querySelector('dialog[open]')
      const [status = '', type = '', id] = (dialog?.querySelector('h2')?.textContent ?? '').split(' · ')
      const below = dialog?.querySelector('section')?.textContent ?? ''
      if (id !== jobId || ![status, type, ...texts].every((text) => below.includes(text))) return
      observer.disconnect()
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => {
          const ended = performance.getEntriesByType('resource')
          const isWhole = ended.some(({ name }) => name.includes(`/${jobId}/details`))
          resolve({ ms: performance.now() - clickedAt, isWhole })
        }
        port2.postMessage(null)
      })
    }).observe(document, { childList: true, subtree: true, characterData: true, attributeFilter: ['open'] })
    setTimeout(() => resolve(null), longestMs)
  })
  return { open }
}
