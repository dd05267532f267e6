import path from "node:path";
import { toolEnv } from "../scripts/checks.mjs";
import { projectNode, ROOT, run } from "../scripts/runtime.mjs";

const VITEST = path.join(ROOT, "node_modules", "vitest", "vitest.mjs");
const TESTS = ["apps/worker/src/kill.db.test.ts", "apps/worker/src/agent.db.test.ts"];

/** `pnpm bench kill [points]`: the tests that kill workers, at more points than the twenty of every run. */
export async function runKillBench([points = "60"]: string[]): Promise<number> {
  const env = { ...toolEnv(), YARDLET_TEST_KILLS: points };
  const { status } = await run(projectNode(), [VITEST, "run", "--project=database", ...TESTS], { env });
  return status ?? 1;
}
