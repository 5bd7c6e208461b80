/** A text of the cloud as a part of an address; half a surrogate has no encoding, and would throw. */
export function encodeText(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\ufffd'))
}
