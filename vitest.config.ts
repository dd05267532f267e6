import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { RoomsInOrder } from "./scripts/testing/order.ts";

const CODE = ["packages/*/src", "apps/*/src", "scripts"];
const tests = (ending: string) => CODE.map((folder) => `${folder}/**/*${ending}`);

export default defineConfig({
  test: {
    // Tests wait for git, PostgreSQL and workers more than they compute: three at a time on two cores.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    // A process runs many files and loads what they share once: half of the time. Nothing may be left behind in a module.
    isolate: false,
    sequence: { sequencer: RoomsInOrder },
    projects: [
      {
        resolve: {
          alias: {
            "@": new URL("apps/web/src", import.meta.url).pathname,
            "server-only": new URL("scripts/testing/server-only.ts", import.meta.url).pathname,
          },
        },
        test: {
          name: "unit",
          include: tests(".test.ts"),
          exclude: [...tests(".db.test.ts"), "**/node_modules/**"],
          testTimeout: 30_000,
        },
      },
      {
        resolve: {
          alias: {
            "@": new URL("apps/web/src", import.meta.url).pathname,
            "server-only": new URL("scripts/testing/server-only.ts", import.meta.url).pathname,
          },
        },
        test: {
          name: "database",
          include: tests(".db.test.ts"),
          globalSetup: ["./scripts/testing/database.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
