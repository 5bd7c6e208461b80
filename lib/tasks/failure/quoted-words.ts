/** What stands in such quotes is a name, whatever it looks like. */
const QUOTES_OF_NAMES = /^[`《]/

/** What is called by a name, or has a value of the data: `Duplicate entry 'two words'`, `"table": "two words"`. */
const BEFORE_NAME =
  /(?:(?<![a-z])(?:entry|key|table|column|field|index|constraint|database|schema|db|user|account|host|file|path|values?|variable|parameter|function|procedure|trigger|view|named?|partition|instance|statement|query|sql|in|for|value of|\(\d{4},)|[表库列键值名和与、]|字段|索引|用户|账号|主机|文件|变量|参数|函数|视图|实例|语句)["']?[ :=]{0,3}$/

const BEFORE_TOKEN_THAT_TELLS = /["'](?:msg|message|err|error|errmsg|reason|cause|detail|details|description)["'] ?: ?$/

const SQL =
  /^\s*(?:select\s.{0,300}\sfrom|insert\s+(?:ignore\s+)?into|replace\s+into|delete\s+from|update\s+\S{1,100}\s+set|load\s+data|(?:create|alter|drop|truncate)\s+(?:table|database|view|index|user|procedure|function|trigger))\s/

const WORD = /^\p{L}[\p{L}'’/-]*\p{L}[,.:;!?]*$/u

/** As much of a quoted text as it takes to tell: more would cost more than it says. */
const LOOKED_AT = 400

/**
 * What is quoted at a place of a normalised text, without its quotes, where it says what happened (`"disk is full"`,
 * `「磁盘已满」`); null for the name of something, a value or a statement.
 */
export function wordsOf(text: string, at: number, quoted: string): string | null {
  if (QUOTES_OF_NAMES.test(quoted)) return null
  const inner = quoted.slice(1, /['"”’」』]$/.test(quoted.slice(1)) ? -1 : undefined)
  const before = text.slice(Math.max(0, at - 24), at)
  if (BEFORE_TOKEN_THAT_TELLS.test(before)) return inner
  const start = inner.slice(0, LOOKED_AT)
  if (BEFORE_NAME.test(before) || SQL.test(start)) return null
  return isPhrase(start) || isChinese(start, /(?:^|[:=,([{\n]) ?$/.test(before)) ? inner : null
}

function isPhrase(text: string): boolean {
  return text.split(/\s+/).filter((word) => WORD.test(word)).length > 1
}

/** A word of two characters may be a name, unless it stands where an explanation does. */
function isChinese(text: string, explains: boolean): boolean {
  const isName = /[a-z_$@.-]\p{Script=Han}|\p{Script=Han}[a-z_$@.-]/u.test(text)
  return !isName && (explains ? /\p{Script=Han}{2}/u : /\p{Script=Han}{4}/u).test(text)
}
