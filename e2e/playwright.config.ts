import { defineConfig } from "@playwright/test";
import { findChromium } from "./support/chromium.ts";

const executablePath = findChromium();

export default defineConfig({
  testDir: "journeys",
  globalSetup: "./support/global-setup.ts",
  outputDir: "../test-results/e2e",
  timeout: 120_000,
  expect: { timeout: 15_000 },
  // Journeys wait for browsers and workers: two leave a seventh of two cores idle.
  workers: 3,
  retries: 0,
  forbidOnly: true,
  reporter: [["list"], ["json"]],
  use: {
    viewport: { width: 1280, height: 900 },
    screenshot: "only-on-failure",
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
