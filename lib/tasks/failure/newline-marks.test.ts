import { describe, expect, it } from 'vitest'
import { readMessage } from './read-message'

const WARNING = 'Warning: Using a password on the command line interface can be insecure.'

describe('question marks', () => {
  it.each([
    ['of a sentence', 'Did the instance restart? what?'],
    ['of SQL placeholders', "INSERT INTO t VALUES (?, ?) failed: Column 'a' cannot be null"],
    ['of quoted SQL', "ERROR 1064 (42000) at line 1: … near 'a = ? AND b = ?' at line 1"],
    ['at the end of quoted SQL that was cut', "ERROR 1064 (42000) at line 1: … near 'a = ?"],
    ['of full width', '导入失败？'],
    ['before other words', 'really?errors follow'],
  ])('%s stay', (_, message) => {
    expect(readMessage(message).lines).toEqual([message])
  })

  it.each([
    ['between two errors', 'ERROR 1062 (23000) at line 3: Duplicate?ERROR 1146 (42S02) at line 4: No table', 2],
    ['at the end of an error', 'ERROR 2006 (HY000) at line 1: MySQL server has gone away?', 1],
    ['after the quoted text of an error', "ERROR 1064 (42000) at line 1: near 'x' at line 1?", 1],
    ['in pairs, for CR LF', `${WARNING}??ERROR 1046 (3D000) at line 1: No database selected??dumper err??`, 1],
  ])('%s were newlines', (_, message, count) => {
    const { lines } = readMessage(message)
    expect(lines).toHaveLength(count)
    expect(lines.join()).not.toContain('?')
  })

  it.each([
    ['CR LF', `${WARNING}\r\nERROR 1045 (28000): Access denied\ndumper err\n`],
    ['a space', `${WARNING} ERROR 1045 (28000): Access denied?dumper err`],
  ])('may be %s instead', (_, message) => {
    expect(readMessage(message)).toMatchObject({
      headline: 'ERROR 1045 (28000): Access denied',
      noise: [WARNING, 'dumper err'],
    })
  })

  it('of the 5.7 client set its own warning apart, once', () => {
    const warning = 'mysql: [Warning] Using a password on the command line interface can be insecure.'
    expect(readMessage(`${warning}?${warning}?ERROR 1049 (42000): Unknown database 'x'`)).toMatchObject({
      headline: "ERROR 1049 (42000): Unknown database 'x'",
      noise: [warning],
    })
  })
})
