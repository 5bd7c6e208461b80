/** The framework takes these names for its own and hands them to no route. */
const FRAMEWORK_NAMES = /^(__proto__$|nxt[PI])/
/** Its own pages, and parts of pages. */
const FRAMEWORK_PATHS = /^\/_(?!next\/static\/)|\.rsc\/?$/
const LONGEST = 8 * 1_024
/** What one program reads as the end of a step, or as a step up, and the next one does not. */
const TWO_MEANINGS = /\/\/|[\\;]|%(2f|5c|3b|00)|\/(\.|%2e){1,2}(\/|$)/i

/** What is wrong with the address of a request, or null. */
export function addressProblem(url) {
  if (url.length > LONGEST) {
    return {
      kind: 'address-too-long',
      title: 'The address is too long',
      status: 414,
      detail: `An address has at most ${LONGEST} characters.`,
    }
  }
  const [path, query = ''] = url.split(/\?(.*)/s)
  if (!path.startsWith('/') || TWO_MEANINGS.test(path)) {
    return badAddress('It begins with "/" and has no "//", "/./", "/../", ";" or "\\" in it, escaped or not.')
  }
  if (!isDecodable(path) || !isDecodable(query)) {
    return badAddress('A "%" in it does not begin a character in UTF-8. Write a percent sign itself as %25.')
  }
  if (FRAMEWORK_PATHS.test(decodeURIComponent(path))) {
    return { kind: 'not-found', title: 'There is no such page', status: 404, detail: 'The address leads nowhere here.' }
  }
  const taken = [...new URLSearchParams(query).keys()].find((name) => FRAMEWORK_NAMES.test(name))
  if (taken !== undefined) {
    return {
      kind: 'bad-parameter',
      title: 'A parameter is not understood',
      status: 400,
      detail: `There is no parameter ${JSON.stringify(taken.slice(0, 100))}.`,
      parameters: [{ parameter: taken.slice(0, 100), value: '', reason: 'unknown-parameter', allowed: [] }],
    }
  }
  return null
}

function badAddress(detail) {
  return { kind: 'bad-address', title: 'The address cannot be read', status: 400, detail }
}

function isDecodable(text) {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}
