/** An error of the cloud's own tools: `reason: ERR#-999: lock_inst.cgi: …`. */
export interface PlatformError {
  code: number | null
  program: string | null
  reason: string | null
}

const NUMBERED = /ERR#(-?\d{1,9})(?: ?[:：])? ?(?:([\w.-]{1,60}\.cgi) ?[:：] ?)?/
/** What no number stands before: the program alone, as import records have it, or the operation that failed. */
const NAMED = /(?<![\w.-])([\w.-]{1,60}\.cgi) ?[:：] ?/
const OPERATION = /^\[Operate CDB Fail\][^\n]{0,200}?\breason ?[:：] ?/m

export function readPlatformError(text: string): PlatformError | null {
  const numbered = NUMBERED.exec(text)
  if (numbered) {
    const [, code, program = null] = numbered
    return { code: Number(code), program, reason: reasonAfter(text, numbered) }
  }
  const named = NAMED.exec(text)
  if (named) return { code: null, program: named[1] ?? null, reason: reasonAfter(text, named) }
  const operation = OPERATION.exec(text)
  return operation && { code: null, program: null, reason: reasonAfter(text, operation) }
}

function reasonAfter(text: string, { index, 0: whole }: RegExpExecArray): string | null {
  const [line = ''] = text.slice(index + whole.length).split('\n', 1)
  return line.trim() || null
}

/** The number of each error of the text, each once, in an order that is not the text's. */
export function platformNumbersOf(text: string): string[] {
  return [...new Set(text.match(/ERR#-?\d{1,9}/g))].sort()
}
