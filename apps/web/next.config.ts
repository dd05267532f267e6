import path from "node:path";
import type { NextConfig } from "next";

const root = path.join(import.meta.dirname, "..", "..");

/** What every answer carries. The content policy is made for each request in `proxy.ts`. */
const HEADERS = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), geolocation=(), microphone=(), payment=(), usb=()" },
];

const config: NextConfig = {
  agentRules: false,
  poweredByHeader: false,
  reactStrictMode: true,
  outputFileTracingRoot: root,
  turbopack: {
    root,
    // Git folders are named at run time; tracing for a bundle to ship elsewhere is not what this build is for.
    ignoreIssue: [{ path: /packages[/\\](agents|db|repo|services)[/\\]src/, title: /Dynamic filesystem access/ }],
  },
  // Fewer, larger chunks compress better: every page of this app is opened by the same people all day.
  experimental: { turbopackChunking: { minChunkSize: 600_000, maxMergeChunkSize: 2_000_000, requestCost: 4_000_000 } },
  // `pnpm check` checks the types; a start does not check them again.
  typescript: { ignoreBuildErrors: true },
  transpilePackages: ["@yardlet/core", "@yardlet/db", "@yardlet/repo", "@yardlet/services", "geist"],
  serverExternalPackages: ["pg-boss", "better-auth", "ssh2"],
  headers: async () => [{ source: "/:path*", headers: HEADERS }],
};

export default config;
