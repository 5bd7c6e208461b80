export interface MysqlError {
  code: number
  sqlState: string | null
  /** Of the imported file. */
  line: number | null
  /** The text the server stopped at; empty where it stopped at the end. */
  near: string | null
}

interface Form {
  pattern: RegExp
  /** Which groups hold the number, the SQLSTATE and the line. */
  state?: number
  code: number
  line?: number
}

/** Numbers of servers and of clients: where little else says that a number is MySQL's, no other passes. */
const NUMBER = '([1-4]\\d{3})'

/** How clients, tools, drivers and logs write an error. Each quantifier is bounded: linear in the text. */
const FORMS: Form[] = [
  // mysql: `ERROR 1064 (42000) at line 1: …`; Go: `Error 1062: …`, `Error 1062 (23000): …`.
  {
    pattern:
      /\b(?:ERROR|Error) (\d{4,5})(?: \(([0-9A-Z]{5})\))?(?: at line (\d{1,10})(?: in file: '[^'\n]{0,300}')?)?(?= ?[:：]| ?$)/m,
    code: 1,
    state: 2,
    line: 3,
  },
  // mysqldump, mysqlcheck: `Got error: 1044: …`, `Got error 1045 from …`; mysqlimport: `Error: 1153, …`.
  { pattern: new RegExp(`\\b(?:[Gg]ot (?:fatal )?error:?|Error:(?= \\d{4} ?[:：,])) ${NUMBER}\\b`), code: 1 },
  // mysqldump, at a query of its own: `Couldn't execute 'SHOW FIELDS FROM `v`': View 'a.v' references invalid … (1356)`.
  { pattern: new RegExp(`\\bCouldn't execute '[^\\n]{0,1000} \\(${NUMBER}\\)(?=\\?{0,4} ?$)`, 'm'), code: 1 },
  // Connector/Python: `1049 (42000): …`.
  { pattern: new RegExp(`(?<![\\w.])${NUMBER} \\(([0-9A-Z]{5})\\) ?[:：]`), code: 1, state: 2 },
  // PyMySQL: `(1049, "Unknown database 'x'")`.
  { pattern: new RegExp(`(?:^|Error:? ?|[:：] ?)\\(${NUMBER}, ?["']`, 'm'), code: 1 },
  // PDO: `SQLSTATE[42S02]: Base table or view not found: 1146 …`, `SQLSTATE[HY000] [2002] …`.
  {
    pattern: new RegExp(`\\bSQLSTATE\\[([0-9A-Z]{5})\\](?: \\[|:[^:\\n]{0,100}: )${NUMBER}\\b`),
    state: 1,
    code: 2,
  },
  // JDBC, as Hibernate and Spring tell it: `SQL Error: 1146, SQLState: 42S02`; `SQL state [42S02]; error code [1146]`.
  {
    pattern: new RegExp(`\\bSQL Error: ${NUMBER}, SQLState: ([0-9A-Z]{5})`),
    code: 1,
    state: 2,
  },
  {
    pattern: new RegExp(`\\bSQL ?[Ss]tate \\[([0-9A-Z]{5})\\]; error code \\[${NUMBER}\\]`),
    state: 1,
    code: 2,
  },
  // Replication, logs, Workbench: `Error_code: 1062`, `Errno: 1146`, `Error Code: 1062. …`, `[ERROR] [MY-010119]`.
  { pattern: new RegExp(`\\b(?:[Ee]rr(?:or)?[_ ]?[Cc]ode|[Ee]rrno)[:=]? ?${NUMBER}\\b`), code: 1 },
  { pattern: /(?:\b[Ee]rror_code: |\[ERROR\] \[)MY-0{0,5}([1-9]\d{3,5})\b/, code: 1 },
  // HeidiSQL: `SQL Error (1062): …`; phpMyAdmin: `#1062 - …`; Navicat: `1062 - …`, `[Err] 1062 - …`.
  { pattern: new RegExp(`\\bSQL Error \\(${NUMBER}\\)`), code: 1 },
  { pattern: new RegExp(`(?:(?<!\\S)#|^(?:\\[Err\\] )?)${NUMBER} - (?=[A-Z])`, 'm'), code: 1 },
  { pattern: new RegExp(`错误(?:代码|码|号)?[:： ]{0,2}${NUMBER}(?![\\d年.-])`), code: 1 },
]

/** The number and the SQLSTATE of each error of the text, each pair once, in an order that is not the text's. */
export function mysqlNumbersOf(text: string): string[] {
  if (!/\d{4}/.test(text)) return []
  const numbers = new Set<string>()
  for (const { pattern, code, state } of EVERYWHERE) {
    for (const match of text.matchAll(pattern)) {
      const sqlState = state === undefined ? undefined : match[state]
      numbers.add(sqlState === undefined ? `${match[code]}` : `${match[code]} ${sqlState}`)
    }
  }
  return [...numbers].sort()
}

const NEAR = "near '"

const EVERYWHERE = FORMS.map((form) => ({ ...form, pattern: new RegExp(form.pattern, `${form.pattern.flags}g`) }))

/** The first error of the text. */
export function readMysqlError(text: string): MysqlError | null {
  let first: { match: RegExpExecArray; form: Form } | null = null
  for (const form of FORMS) {
    const match = form.pattern.exec(text)
    if (match && (first === null || match.index < first.match.index)) first = { match, form }
  }
  if (!first) return null
  const { match, form } = first
  const line = form.line === undefined ? undefined : match[form.line]
  const rest = text.slice(match.index + match[0].length)
  const next = rest.indexOf('\nERROR ')
  return {
    code: Number(match[form.code]),
    sqlState: (form.state === undefined ? null : match[form.state]) ?? null,
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
