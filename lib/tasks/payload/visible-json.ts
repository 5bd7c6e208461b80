import type { Json } from '@/lib/json'

/** JSON on one line in which no character is invisible or changes the direction of what is read. */
export function visibleJson(value: Json): string {
  return JSON.stringify(value).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    [...Array(character.length).keys()]
      .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`)
      .join(''),
  )
}
