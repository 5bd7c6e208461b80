import 'server-only'

/** Who asks. Made only by `verifyViewer`, and an argument of every read in `lib/fleet`. */
export class Viewer {
  readonly name: string
  /** Nobody else can call the constructor: the key never leaves this module. */
  constructor(key: symbol, name: string) {
    if (key !== verification) throw new Error('A viewer is made by verifyViewer only')
    this.name = name
  }
}

const verification = Symbol('verification')

/** Mode `none`, the only one so far: whoever reaches the server may see all that it is configured to show. */
export async function verifyViewer(): Promise<Viewer> {
  return new Viewer(verification, 'anyone')
}
