import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { LIBRARY, SETTINGS, Workbench, buildCli, skillText } from "../testing/cli.ts";

let bench: Workbench;

beforeAll(buildCli);
beforeEach(() => {
  bench = new Workbench().write(LIBRARY).commit({ ".agents/yardlet.yaml": SETTINGS });
  bench.yardlet("skill", "equip");
  bench.commit({ ".agents/skills/alpha/SKILL.md": skillText("alpha", "By hand.") });
});
afterEach(() => bench.remove());

const MOMENTS = Array.from({ length: 10 }, (_, index) => (index + 1) / 11);
const tree = () => bench.git("ls-tree", "-r", "HEAD", ".agents", ".claude");

test("killed at ten moments each, deprecate and restore have happened whole or not at all, and a repeat ends them", async () => {
  // Once there and back, so that the settings have the form they keep.
  for (const verb of ["deprecate", "restore"]) await bench.run("skill", verb, "alpha");
  const trees = { deprecate: "", restore: tree() };
  const started = performance.now();
  await bench.run("skill", "deprecate", "alpha");
  const whole = performance.now() - started;
  trees.deprecate = tree();
  await bench.run("skill", "restore", "alpha");
  let early = 0;
  for (const verb of ["deprecate", "restore"] as const) {
    for (const moment of MOMENTS) {
      const before = tree();
      const { child, ended } = bench.start(["skill", verb, "alpha"]);
      const timer = setTimeout(() => child.kill("SIGKILL"), moment * whole);
      const { exit } = await ended;
      clearTimeout(timer);
      if (exit === null) early += 1;
      const after = tree();
      expect([before, trees[verb]], `${verb} at ${moment}`).toContain(after);
      const again = await bench.run("skill", verb, "alpha");
      expect([again.exit, again.stderr], `${verb} at ${moment}`).toEqual([0, ""]);
      expect(tree(), `${verb} at ${moment}`).toBe(trees[verb]);
      expect(bench.git("status", "--porcelain"), `${verb} at ${moment}`).toBe("");
      await bench.run("skill", verb === "deprecate" ? "restore" : "deprecate", "alpha");
    }
    await bench.run("skill", "deprecate", "alpha");
  }
  expect(early).toBeGreaterThan(4);
}, 180_000);
