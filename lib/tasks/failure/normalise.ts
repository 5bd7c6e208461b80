import { wordsOf } from './quoted-words'

/** In the place of whatever differs from one task to the next. */
const VARIABLE = '*'

/** What the server stopped at is the file's own text, with lines and quotes of its own. */
const NEAR = /\bnear ['"`].*?(?:['"`] at line \d{1,10}|$)/gs

/** `ERROR 1064 (42000) at line 9`: the line is the file's, and not every client tells it. */
const LINE_OF_ERROR = /\b(error \d{4,5}(?: \([0-9a-z]{5}\))?) at line \d{1,10}/g

const COUNTED = '(?:rows?|times?|tasks?|instances?|tables?|records?|lines?|of|to|次|个|条|行|张|项|秒|分|天)'
const NO_LONGER_NUMBER = String.raw`(?![\w%]|[.:-]\d| ?${COUNTED}(?![a-z]))`
const CODE_WORD = '(?<![a-z])(?:err(?:or)?[_ ]?(?:no|code)|err|code|ret(?:code)?)|(?:错误|异常|返回|状态)(?:码|号|代码)'
const FAILED = '(?:失败|错误|异常|报错|fail(?:ed|ure)?|exception)'

/** Numbers that say what went wrong: they make the difference, and stay. */
const CODES = [
  /err#-?\d{1,9}/,
  new RegExp(String.raw`(?:\berror|错误)[ :([]{0,2}\d{1,5}${NO_LONGER_NUMBER}(?: \([0-9a-z]{5}\))?`),
  /\bsqlstate[\s:=[(]{0,3}[0-9a-z]{5}\b(?:\]? ?\[\d{4,5}\])?/,
  /\bmy-\d{6}\b/,
  /\(\d{4}, ?(?=["'])/,
  // `(HY000/1045)`, `[1062]`; of the operating system after what it could not reach: `on 'x' (111)`.
  /\([0-9a-z]{5}\/\d{1,5}\)/,
  /\[[1-9]\d{3}\]|\([1-4]\d{3}\)|(?<=['"`] )\(\d{1,5}\)/,
  new RegExp(String.raw`${FAILED}[ :]{0,2}(?:\(-?\d{2,6}\)|\[-?\d{2,6}\])`),
  new RegExp(String.raw`["']?(?:${CODE_WORD})["']?[\s:=#([]{0,3}["']?-?\d{1,9}${NO_LONGER_NUMBER}["']?`),
  /\b(?:exit status|signal|http(?:\/[\d.]{1,3})?|http status) \d{1,3}\b/,
]

/** A quote within a word is an apostrophe. What nothing closes in its line was cut with the message. */
const QUOTED = [
  /(?<!\w)(?<quote>['"`]).*?(?:\k<quote>(?!\w)|$)/,
  /“[^”\n]*(?:”|$)/,
  /‘[^’\n]*(?:’|$)/,
  /「[^」\n]*(?:」|$)/,
  /『[^』\n]*(?:』|$)/,
  /《[^》\n]*(?:》|$)/,
]

const FILE_ENDINGS =
  'sql|csv|txt|log|err|gz|zip|tar|tgz|xb|xbstream|qp|zst|dump|bak|json|cnf|conf|ini|ibd|frm|myd|myi|sock|pid|pem'

const NAMES = [
  /\b[a-z][a-z0-9+.-]{1,9}:\/\/[^\s'"<>,。;)]+/,
  /(?<![\w./])(?:~|\.{1,2})?\/[\w.@~+%-]+(?:\/[\w.@~+%-]+)*\/?/,
  // A file by its ending, in its folders; `mysql-bin.002317` and its like.
  new RegExp(
    String.raw`(?<![\w.@/-])(?=[\d.]*[a-z_@/-])[\w@-][\w.@/-]{0,250}\.(?:(?:${FILE_ENDINGS})(?![\w.])|\d{4,10}\b)`,
  ),
  /\b[0-9a-f]{8}(?:-[0-9a-f]{4,12}){2,5}\b/,
  /\b(?:cdb[a-z]{0,6}|ins|vpc|subnet|sg|dts|eni)-[a-z0-9]{4,16}\b/,
  /\b0x[0-9a-f]+\b/,
  /\b(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{8,}\b/,
]

const ADDRESSES = [
  /\[[0-9a-f]{0,4}:[0-9a-f.:]{1,45}(?:%\w{1,15})?\](?::\d{1,5})?/,
  /(?<![\w:.])(?:[0-9a-f]{0,4}:){3,7}[0-9a-f]{1,4}(?![\w:])/,
  /(?<![\w.-])[\w-]{1,63}(?:\.[\w-]{1,63}){1,10}:\d{1,5}(?!\d)/,
  /(?<![^\s(]):\d{1,5}(?!\d)/,
]

const TIME_OF_DAY = String.raw`\d{1,2}[:时]\d{2}(?:[:分]\d{2}秒?(?:[.,]\d{1,9})?)?(?: ?(?:z|utc|cst|[+-]\d{2}:?\d{2})(?!\w))?`
const UNIT = '(?:ns|us|μs|ms|secs?|seconds?|mins?|minutes?|hours?|days?|[kmgtp]i?b|bytes?|[smhd])(?![a-z_])'
const UNIT_IN_CHINESE = '毫秒|微秒|秒|分钟|小时|天|字节'

const NUMBERS = [
  new RegExp(String.raw`\d{4}[-/年]\d{1,2}[-/月]\d{1,2}日?(?:[t ,]{0,2}${TIME_OF_DAY})?`),
  new RegExp(String.raw`(?:(?<!\w)[+-])?\d+(?:[.,:]\d+)*(?: ?(?:${UNIT}|${UNIT_IN_CHINESE}))?`),
]

/** None of them begins between two letters: most of a message is passed over at the cost of one look. */
const PARTS = new RegExp(
  `(?<![a-z](?=[a-z]))(?=[^ ,])(?:(?<code>${alternatives(CODES)})|(?<quoted>${alternatives(QUOTED)})|${alternatives([...NAMES, ...ADDRESSES, ...NUMBERS])})`,
  'gm',
)

/** Quotes within quotes, as deep as is read. */
const DEEPEST = 3

/** `'a'@'b'`, `1h2m`, `cdb-a, cdb-b`: as many as there are stand for one. */
const SEVERAL = /\*(?:[ @.,、:/+-]{0,2}\*)+/g

const PUNCTUATION_AT_END = /(?<![\s.,:;!?。、])[\s.,:;!?。、]+$/

/**
 * A message without what differs between two tasks that failed alike: ids, numbers, names, files, addresses and times;
 * a line that comes again is left out too. Codes of errors stay, and what is quoted where it tells words. Linear in the
 * length: what can begin anywhere is bounded, the rest begins where a word does.
 */
export function normalise(message: string): string {
  const text = message.normalize('NFKC').toLowerCase().replace(NEAR, `near ${VARIABLE}`).replace(LINE_OF_ERROR, '$1')
  const lines = withoutVariables(text, DEEPEST).replace(SEVERAL, VARIABLE).split('\n').map(tidied)
  return [...new Set(lines)].filter((line) => line !== '').join('\n')
}

function withoutVariables(text: string, depth: number): string {
  return text.replace(PARTS, (...match: unknown[]) => {
    // Safe: a pattern with named groups hands over the place, the text and the groups, in this order and last.
    const [at, , { code, quoted }] = match.slice(-3) as [number, string, { code?: string; quoted?: string }]
    if (code !== undefined) return code
    if (quoted === undefined || depth === 0) return VARIABLE
    const inner = wordsOf(text, at, quoted)
    return inner === null ? VARIABLE : withoutVariables(inner, depth - 1)
  })
}

function tidied(line: string): string {
  return line.replace(/\s+/g, ' ').replace(PUNCTUATION_AT_END, '').trim()
}

function alternatives(patterns: RegExp[]): string {
  return patterns.map(({ source }) => source).join('|')
}
