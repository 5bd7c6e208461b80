/** The address that was asked for, path and query: set by `proxy.ts`, whatever a client sends under this name. */
export const ADDRESS_HEADER = 'x-cdb-tasks-address'
