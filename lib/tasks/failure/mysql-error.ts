export interface MysqlError {
  code: number
  sqlState: string | null
  /** Of the imported file. */
  line: number | null
  /** The text the server stopped at; empty where it stopped at the end. */
  near: string | null
}

/** As the client writes it (`ERROR 1064 (42000) at line 1: …`), and as Go's driver does (`Error 1062: …`). */
const MYSQL_ERROR = /\b(?:ERROR|Error) (\d{4,5})(?: \(([0-9A-Z]{5})\))?(?: at line (\d{1,10}))?(?= ?[:：]| ?$)/m

const NEAR = "near '"

/** The first error of the text. */
export function readMysqlError(text: string): MysqlError | null {
  const match = MYSQL_ERROR.exec(text)
  if (!match) return null
  const [whole, code, sqlState = null, line] = match
  const rest = text.slice(match.index + whole.length)
  const next = rest.indexOf('\nERROR ')
  return {
    code: Number(code),
    sqlState,
    line: line === undefined ? null : Number(line),
    near: nearOf(next === -1 ? rest : rest.slice(0, next)),
  }
}

/** The quoted text may hold quotes of its own; in a message that was cut, it ends with its line. */
function nearOf(error: string): string | null {
  const opening = error.indexOf(NEAR)
  if (opening === -1) return null
  const quoted = error.slice(opening + NEAR.length)
  const closing = quoted.lastIndexOf("' at line ")
  return closing === -1 ? (quoted.split('\n', 1)[0] ?? null) : quoted.slice(0, closing)
}
