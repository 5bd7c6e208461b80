import { defineConfig } from 'vitest/config'

// `server-only` throws unless the react-server condition is set; a custom list replaces the defaults.
const conditions = ['react-server', 'module', 'node', 'development|production']

export default defineConfig({
  resolve: { alias: { '@': import.meta.dirname } },
  ssr: { resolve: { conditions } },
  test: {
    testTimeout: 60_000,
    include: ['{lib,simulator,app,components,scripts,messages}/**/*.test.ts'],
    passWithNoTests: false,
  },
})
