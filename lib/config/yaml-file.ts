import 'server-only'
import { readFileSync } from 'node:fs'
import { isMap, isNode, isSeq, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import type { Complain } from './model'
import { inOwnWords } from './own-words'

export interface YamlFile {
  content: unknown
  /** Where a path of the content stands: as its writer would name it, and its line. */
  locate: (path: PropertyKey[]) => { place: string; line: number }
}

/** Null where there is nothing to read on with. The parser's own message is left out: it quotes the file. */
export function readYamlFile(path: string, label: string, complain: Complain): YamlFile | null {
  let source: string
  try {
    source = readFileSync(path, 'utf8')
  } catch {
    complain(`${label} names a file that cannot be read.`)
    return null
  }
  const lines = new LineCounter()
  const document = parseDocument(source, { prettyErrors: true, lineCounter: lines })
  for (const { code, linePos } of document.errors) {
    complain(`${label}: not YAML at line ${linePos?.[0].line ?? 1} (${code}).`)
  }
  if (document.errors.length > 0) return null
  try {
    const locate: YamlFile['locate'] = (wanted) => {
      const { place, offset } = walk(document.contents, wanted)
      return { place, line: Math.max(1, lines.linePos(offset).line) }
    }
    return { content: document.toJS() ?? {}, locate }
  } catch {
    complain(`${label}: not YAML that can be read (aliases).`)
    return null
  }
}

/** As far as the path leads: what is missing is where it would have to be added. */
function walk(root: unknown, path: PropertyKey[]): { place: string; offset: number } {
  let node = root
  let offset = offsetOf(root)
  let place = ''
  for (const part of path) {
    // A single entry may stand where a list may: the reader has made a list of it, its writer has not.
    if (typeof part === 'number' && !isSeq(node)) continue
    if (typeof part === 'number') {
      place += `[${part}]`
      node = isSeq(node) ? node.items[part] : undefined
      offset = offsetOf(node, offset)
    } else {
      place += `${place && '.'}${String(part)}`
      const pair = isMap(node) ? node.items.find(({ key }) => String(key) === part) : undefined
      node = pair?.value
      offset = offsetOf(pair?.key, offset)
    }
  }
  return { place, offset }
}

function offsetOf(node: unknown, otherwise = 0): number {
  return isNode(node) && node.range ? node.range[0] : otherwise
}

/** Complains of all that has not the form which the schema wants, each with its place. */
export function checkForm(file: YamlFile, schema: z.ZodType, label: string, complain: Complain): void {
  const { error } = schema.safeParse(file.content, { error: inOwnWords })
  for (const { path, words } of error?.issues.flatMap(placesOf) ?? []) {
    complain(`${label}: ${file.locate(path).place || 'the file'}${words}.`)
  }
}

/** A problem of the content as zod finds it, one for each unknown key; the words follow the place. */
export function placesOf(issue: z.core.$ZodIssue): { path: PropertyKey[]; words: string }[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...issue.path, key], words: ' is not a known key' }))
  }
  return [{ path: issue.path, words: `: ${issue.message}` }]
}
