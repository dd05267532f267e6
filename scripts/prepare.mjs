// Runs at the end of every install: the generated database client and the bundled command line.
import path from "node:path";
import { onceFor, projectNode, ROOT, run } from "./runtime.mjs";

const DB = path.join(ROOT, "packages", "db");

async function generateClient() {
  return run(projectNode(), [path.join(DB, "node_modules", "prisma", "build", "index.js"), "generate"], {
    capture: true,
    cwd: DB,
    env: {
      PATH: [path.dirname(projectNode()), process.env.PATH].join(path.delimiter),
      PRISMA_SCHEMA_ENGINE_BINARY: path.join(DB, "schema-engine.mjs"),
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
      CHECKPOINT_DISABLE: "1",
    },
  });
}

const parts = [
  {
    name: "prisma-client",
    inputs: ["packages/db/prisma/schema.prisma", "pnpm-lock.yaml"],
    made: "packages/db/src/generated/client.ts",
    make: generateClient,
  },
  {
    name: "command-line",
    inputs: ["apps/cli", "packages/core/src", "packages/repo/src", "pnpm-lock.yaml"],
    made: "apps/cli/dist/yardlet.mjs",
    make: () => run(projectNode(), ["apps/cli/build.mjs"], { capture: true }),
  },
];

for (const { make, ...part } of parts) {
  const { ok, output } = await onceFor(part, async () => {
    const made = await make();
    return { ok: made.status === 0, output: made.output };
  });
  if (ok) continue;
  process.stderr.write(`${output}\n`);
  process.exit(1);
}
