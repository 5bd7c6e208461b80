/** A row of a table, of cells that are Markdown already. */
export function toRow(cells: string[]): string {
  return `| ${cells.join(' | ')} |\n`
}

export function link(text: string, address: string): string {
  return `[${escaped(text)}](${address.replaceAll('(', '%28').replaceAll(')', '%29')})`
}

/** One line that reads as it is: no markup, no HTML, and no address that a renderer would make a link of. */
export function escaped(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .trim()
    .replaceAll(/&(?=#?\w+;)/g, '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\`*_~|[\]$]|(?<=\bwww)\.|:(?=\/\/)/gi, '\\$&')
}
