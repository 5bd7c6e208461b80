import { DEMO_SECRET_ID, DEMO_SECRET_KEY } from '../simulator/server'

/** Every secret of every app that the browser tests start: each says of itself that it is one, or is the simulator's. */
const SECRET = new RegExp(
  `${DEMO_SECRET_ID}|${DEMO_SECRET_KEY}|AKIDcanary|canary-(secret-key|session-token|session-key|access-token|token-of|client-secret)|another-key-that-is-as-long|TC3-HMAC-SHA256`,
)

/** Throws where there is one in what left a server: a reply, a line that it printed, an audit line. */
export function searchForSecrets(what: string, text: string): void {
  const found = SECRET.exec(text)
  if (found)
    throw new Error(`A secret is in ${what}: …${text.slice(Math.max(0, found.index - 200), found.index)}⟨here⟩`)
}
