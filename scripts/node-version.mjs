/** Node features newer than the oldest supported Node must not be used in this file: it tells about their lack. */
const OLDEST = [20, 9]

export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return
  console.error(`cdb-tasks needs Node ${OLDEST.join('.')} or newer; this is Node ${process.versions.node}.`)
  process.exit(1)
}
