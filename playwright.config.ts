import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: 'e2e',
  // Each worker has an app and a simulator of its own.
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  // On two busy cores one of hundreds is late now and then: once more, with an app of its own, and told as flaky.
  retries: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    launchOptions: {
      ...(process.env.CHROMIUM_PATH && { executablePath: process.env.CHROMIUM_PATH }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    timezoneId: 'Asia/Shanghai',
    // A trace makes every test twice as long; `npm run e2e -- --trace on` makes one.
    screenshot: 'only-on-failure',
  },
})
