import { defineConfig } from 'vitest/config'

const alias = { '@': import.meta.dirname }
// `server-only` throws unless the react-server condition is set; a custom list replaces the defaults.
const conditions = ['react-server', 'module', 'node', 'development|production']

export default defineConfig({
  test: {
    passWithNoTests: false,
    // By default one processor is left to whoever watches: of two that is half.
    maxWorkers: '100%',
    projects: [
      {
        resolve: { alias },
        ssr: { resolve: { conditions } },
        test: {
          name: 'unit',
          testTimeout: 60_000,
          include: ['{lib,simulator,app,components,scripts,messages}/**/*.test.ts'],
        },
      },
      {
        // What the server reads and what the browser draws, in one process.
        resolve: { alias: { ...alias, 'server-only': `${import.meta.dirname}/hardening/replies/server-only.mjs` } },
        test: {
          name: 'drawn',
          testTimeout: 60_000,
          env: { CDB_TASKS_AUTH: 'none' },
          include: ['hardening/**/*.test.ts'],
        },
      },
    ],
  },
})
