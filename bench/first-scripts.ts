import { gzipSync } from 'node:zlib'

/** What the list's first HTML may ask for in scripts, compressed. */
export const BUDGET_KIB = 200

export interface Scripts {
  /** Paths on the application's own origin. */
  paths: string[]
  gzipKib: number
}

/** The scripts that the HTML of `page` asks for, fetched from its server. */
export async function readFirstScripts(page: string): Promise<Scripts> {
  const response = await fetch(page)
  const html = await response.text()
  const links = response.headers.get('link') ?? ''
  return weigh(page, scriptsOf(html, links))
}

/** Each file compressed by itself at gzip level 9: a figure of the files, not of the server's or a proxy's setting. */
export async function weigh(page: string, paths: string[]): Promise<Scripts> {
  const sizes = await Promise.all(paths.map((path) => gzipBytes(new URL(path, page))))
  return { paths, gzipKib: sizes.reduce((sum, size) => sum + size, 0) / 1024 }
}

/**
 * Script elements with a source, and scripts preloaded by an element or by the `Link` header. Left out is what is marked
 * `nomodule`: the browsers that the product needs never fetch it.
 */
export function scriptsOf(html: string, linkHeader = ''): string[] {
  const elements = [...html.matchAll(/<(?:script|link)\b[^>]*>/gi)].map(([element]) => element)
  const sources = elements.flatMap((element) => (isScript(element) ? (attribute(element, 'src|href') ?? []) : []))
  const preloaded = linkHeader.split(/,\s*(?=<)/).filter((link) => /\bas="?script\b|\bmodulepreload\b/.test(link))
  return [...new Set([...sources, ...preloaded.flatMap((link) => link.match(/<([^>]+)>/)?.[1] ?? [])])]
}

function isScript(element: string): boolean {
  if (/^<script/i.test(element)) return !/\bnomodule\b/i.test(element)
  return attribute(element, 'as') === 'script' || attribute(element, 'rel') === 'modulepreload'
}

function attribute(element: string, name: string): string | null {
  return element.match(new RegExp(`\\s(?:${name})="([^"]*)"`, 'i'))?.[1]?.replaceAll('&amp;', '&') ?? null
}

async function gzipBytes(url: URL): Promise<number> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url}: ${response.status}`)
  return gzipSync(new Uint8Array(await response.arrayBuffer()), { level: 9 }).length
}
