import createNextIntlPlugin from 'next-intl/plugin'

/** @type {import('next').NextConfig} */
const config = {
  output: 'standalone',
  // Fixed, so that the standalone tree has the same shape wherever the project is cloned to.
  outputFileTracingRoot: import.meta.dirname,
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  experimental: { proxyClientMaxBodySize: '64kb' },
}

export default createNextIntlPlugin('./lib/i18n/request.ts')(config)
