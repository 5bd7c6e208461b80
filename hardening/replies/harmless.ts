import { deepEqual, ok } from 'node:assert/strict'

const TAGS = new Set(
  'a bdi button code dd details div dl dt h2 h3 li ol p path section span summary svg table tbody td th thead time tr ul'.split(
    ' ',
  ),
)
const ATTRIBUTES = new Set(
  'aria-hidden aria-label class d datetime dateTime fill href open rel role scope stroke stroke-width stroke-linecap stroke-linejoin tabindex target title type viewBox'.split(
    ' ',
  ),
)

/** Only what the components write themselves is markup: no other element, attribute, scheme or turn of direction. */
export function expectHarmless(html: string): void {
  const odd: string[] = []
  for (const [tag, name = '', attributes = ''] of html.matchAll(
    /<([^\s>/]+)((?:\s+[^\s=>]+="[^"]*"|\s+[^\s=>"]+)*)\s*\/?>/g,
  )) {
    if (tag.startsWith('</')) continue
    if (!TAGS.has(name)) odd.push(tag)
    for (const [whole, attribute = '', value = ''] of attributes.matchAll(/([^\s="]+)(?:="([^"]*)")?/g)) {
      if (!ATTRIBUTES.has(attribute)) odd.push(whole)
      if (attribute === 'href' && !/^(?:https?:\/\/|\/)/.test(value)) odd.push(whole)
    }
  }
  const tags = html.match(/<(?!\/)/g)?.length ?? 0
  const read = html.match(/<([^\s>/]+)((?:\s+[^\s=>]+="[^"]*"|\s+[^\s=>"]+)*)\s*\/?>/g)?.length ?? 0
  deepEqual(odd, [])
  ok(tags === read, `${tags} tags begin and ${read} can be read`)
  // HTML in UTF-8 cannot carry half a surrogate: the page that wakes finds another text, and is drawn anew.
  ok(!/\p{Cs}/u.test(html), 'half a surrogate is drawn')
  const outside = html.replaceAll(/<bdi[ >][\s\S]*?<\/bdi>/g, '')
  const turn = outside.search(/[\u202a-\u202e\u2066-\u2069]/)
  ok(
    turn < 0,
    `a turn of direction outside of bdi: ${JSON.stringify(outside.slice(Math.max(0, turn - 60), turn + 20))}`,
  )
}
