// The production build of the web app, made once for the same sources.
import path from "node:path";
import { onceFor, projectNode, ROOT, run } from "./runtime.mjs";

const SOURCES = [
  "apps/web",
  "packages/agents/src",
  "packages/core/src",
  "packages/db/src",
  "packages/db/prisma",
  "packages/repo/src",
  "packages/services/src",
  "pnpm-lock.yaml",
];

export function buildWeb() {
  return onceFor({ name: "web-build", inputs: SOURCES, made: "apps/web/.next/BUILD_ID" }, async () => {
    const web = path.join(ROOT, "apps", "web");
    const { status, output } = await run(
      projectNode(),
      [path.join(web, "node_modules", "next", "dist", "bin", "next"), "build"],
      {
        cwd: web,
        capture: true,
        env: {
          NODE_ENV: "production",
          NEXT_TELEMETRY_DISABLED: "1",
          PATH: [path.dirname(projectNode()), process.env.PATH].join(path.delimiter),
        },
      },
    );
    return { ok: status === 0, output };
  });
}
