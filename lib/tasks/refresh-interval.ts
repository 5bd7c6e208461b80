/** How often a list is read again while something in it can change; the server keeps an answer for about as long. */
export const REFRESH_MS = 5_000
