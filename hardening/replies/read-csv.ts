/** RFC 4180, read without a look at how the product writes it. */
export function readCsv(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  while (at < text.length) {
    let cell = ''
    if (text[at] === '"') {
      at += 1
      while (text[at] !== '"' || text[at + 1] === '"') {
        if (at >= text.length) throw new Error('A quote is never closed.')
        cell += text[at]
        at += text[at] === '"' ? 2 : 1
      }
      at += 1
    } else {
      const end = text.slice(at).search(/,|\r\n|"/)
      const length = end < 0 ? text.length - at : end
      cell = text.slice(at, at + length)
      at += length
    }
    row.push(cell)
    if (text[at] === ',') at += 1
    else if (text.startsWith('\r\n', at)) {
      at += 2
      rows.push(row)
      row = []
    } else throw new Error(`Neither a comma nor the end of a row after ${JSON.stringify(cell.slice(0, 80))}`)
    if (text[at - 1] === ',' && at === text.length) throw new Error('The last row has no end.')
  }
  return rows
}
