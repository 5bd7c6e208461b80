/** What the framework or Node print of errors that nobody caught. */
const UNHANDLED = /unhandledRejection|UnhandledPromiseRejection|uncaughtException|Uncaught Exception/g

export function countUnhandled(output: string): number {
  return output.match(UNHANDLED)?.length ?? 0
}
