import { expect, type Page } from '@playwright/test'

/** What a reader sees of one row, by the head of the column, and the key of its task. */
export type SeenRow = Record<string, string> & { key: string }

const TABLE = 'table[data-rows]'

/** The rows on the page as they stand there, those of a group above the others too. */
export async function readRows(page: Page): Promise<SeenRow[]> {
  await expect(page.locator(TABLE)).toHaveAttribute('aria-busy', 'false')
  return page.locator(TABLE).evaluate((table) => {
    // An instance's name comes when it has been read, and is not of the task.
    const textOf = (element: Element) => (element.querySelector('[data-fact]') ?? element).textContent?.trim() ?? ''
    const heads = [...table.querySelectorAll('thead th')].map(textOf)
    return [...table.querySelectorAll<HTMLElement>('tr[data-row]')].map((row) => ({
      ...Object.fromEntries([...row.children].map((cell, column) => [heads[column] ?? '', textOf(cell)])),
      key: row.dataset.row ?? '',
    }))
  })
}

/** The rows of this page and of all after it, as a person would go through them. */
export async function readRowsOfAllPages(page: Page): Promise<SeenRow[]> {
  const rows = await readRows(page)
  for (let number = 2; ; number++) {
    const next = page.getByRole('link', { name: 'Next page' })
    if ((await next.count()) === 0) return rows
    await next.click()
    await expect(page.getByText(`Page ${number} of `)).toBeVisible()
    rows.push(...(await readRows(page)))
  }
}
