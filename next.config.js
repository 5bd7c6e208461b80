import createNextIntlPlugin from 'next-intl/plugin'

/** @type {import('next').NextConfig} */
const config = {
  output: 'standalone',
  // Fixed, so that the standalone tree has the same shape wherever the project is cloned to.
  outputFileTracingRoot: import.meta.dirname,
  // Read when the server runs, from beside it.
  outputFileTracingIncludes: { '/**': ['lib/tasks/failure/rules.yaml'] },
  // Nothing resizes images here; the library that would is half of the tree.
  outputFileTracingExcludes: { 'next-server': ['node_modules/@img/**', 'node_modules/sharp/**'] },
  // Asks for packages that it can do without; a bundler would look for them.
  serverExternalPackages: ['@redis/client'],
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  experimental: { proxyClientMaxBodySize: '64kb' },
}

const withMessages = createNextIntlPlugin({
  requestConfig: './lib/i18n/request.ts',
  // Read apart when built: the browser needs no parser for them, which would be 9 KiB more.
  experimental: { messages: { path: './messages', format: 'json', locales: 'infer', precompile: true } },
})

export default withMessages(config)
